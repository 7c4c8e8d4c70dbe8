package dev.tidings.analytics.geo;

import com.maxmind.db.Metadata;
import com.maxmind.db.NoCache;
import com.maxmind.db.Reader;
import dev.tidings.analytics.hit.Place;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jboss.logging.Logger;

/** Tells where an address is. Safe for use by several threads. */
@Singleton
@RegisterForReflection(targets = Metadata.class)
public final class Geography {

  private static final Logger LOG = Logger.getLogger(Geography.class);

  /** IPtoASN's countries, in the public domain. */
  private static final String OWN = "/geo/iptoasn-country.mmdb";

  private final GeoConfig config;

  private volatile PlaceReader places;
  private volatile FileTime asOf;

  Geography(GeoConfig config) {
    this.config = config;
  }

  /** Reads the database, so that a service with a wrong one does not start. */
  @PostConstruct
  void open() {
    try {
      if (config.database().isPresent()) {
        open(config.database().get());
      } else {
        try (InputStream own = Geography.class.getResourceAsStream(OWN)) {
          places = new PlaceReader(new Reader(own, NoCache.getInstance()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("tidings.analytics.geo.database cannot be read", e);
    }
  }

  /** Takes a new version of the operator's file, and stays with the old one if it is broken. */
  @Scheduled(every = "5m", delayed = "5m")
  void refresh() {
    config
        .database()
        .ifPresent(
            file -> {
              try {
                if (!Files.getLastModifiedTime(file).equals(asOf)) {
                  open(file);
                }
              } catch (IOException e) {
                LOG.warnf(e, "The new %s cannot be read; places are told by the old one", file);
              }
            });
  }

  private void open(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    // In memory as a whole: a file that is replaced while it is mapped would crash us.
    byte[] content = Files.readAllBytes(file);
    places = new PlaceReader(new Reader(new ByteArrayInputStream(content), NoCache.getInstance()));
    asOf = time;
  }

  /** Where an IP address is; unknown if it is none, or of a private network. */
  public Place of(String address) {
    try {
      return places.read(InetAddress.ofLiteral(withoutZone(address)));
    } catch (IllegalArgumentException e) {
      return Place.UNKNOWN;
    } catch (IOException e) {
      throw new UncheckedIOException("The database of places cannot be read", e);
    }
  }

  /** Of {@code fe80::1%eth0}, what comes before the name of a network card. */
  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }
}
