package dev.tidings.analytics.referrer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.analytics.referrer.KnownSource.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The list of known sources. */
final class KnownSources {

  private static final String LIST = "/referrer/sources.txt";
  private static final String ANY_COUNTRY = ".*";

  /** The second-level domains under which countries register names. */
  private static final Set<String> SECOND_LEVEL =
      Set.of("ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org");

  private static final Pattern COLUMNS = Pattern.compile("\\s*\\|\\s*");
  private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");

  private final Map<String, KnownSource> byHost = new HashMap<>();
  private final Map<String, KnownSource> byName = new HashMap<>();

  KnownSources() {
    try (var list =
        new BufferedReader(
            new InputStreamReader(KnownSources.class.getResourceAsStream(LIST), UTF_8))) {
      list.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException(LIST + " cannot be read", e);
    }
  }

  private void add(String line) {
    String[] columns = COLUMNS.split(line);
    var source = new KnownSource(Kind.valueOf(columns[0].toUpperCase(Locale.ROOT)), columns[1]);
    byName.put(source.name().toLowerCase(Locale.ROOT), source);
    for (String host : COMMAS.split(columns[2])) {
      byHost.put(host, source);
    }
  }

  /** The source of a host, lower-case, or of the nearest domain above it that is listed. */
  Optional<KnownSource> ofHost(String host) {
    for (String domain = host; !domain.isEmpty(); domain = parent(domain)) {
      KnownSource source = byHost.get(domain);
      if (source == null) {
        source = byHost.get(inAnyCountry(domain));
      }
      if (source != null) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }

  /** The source that a campaign's address names, in whatever case, by its name or its host. */
  Optional<KnownSource> ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    KnownSource source = byName.get(lower);
    return source == null && lower.contains(".") ? ofHost(lower) : Optional.ofNullable(source);
  }

  private static String parent(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? "" : domain.substring(dot + 1);
  }

  /** For {@code google.co.uk}, {@code google.*}; null if more than a country's domain follows. */
  private static String inAnyCountry(String domain) {
    String[] labels = domain.split("\\.", 4);
    boolean registered =
        labels.length == 2 || labels.length == 3 && SECOND_LEVEL.contains(labels[1]);
    return registered ? labels[0] + ANY_COUNTRY : null;
  }
}
