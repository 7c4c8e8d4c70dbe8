package dev.tidings.analytics.geo;

import com.maxmind.db.Reader;
import dev.tidings.analytics.hit.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads places out of a database in MaxMind's format. The fields are MaxMind's ({@code
 * country.iso_code}, {@code subdivisions}, {@code city}) or, in files that know nothing but
 * countries, {@code country_code}.
 *
 * @see <a href="https://maxmind.github.io/MaxMind-DB/">MaxMind DB file format</a>
 */
final class PlaceReader {

  private final Reader database;

  PlaceReader(Reader database) {
    this.database = database;
  }

  Place read(InetAddress address) throws IOException {
    Map<?, ?> found = database.get(address, Map.class);
    if (found == null) {
      return Place.UNKNOWN;
    }
    String country = text(found.get("country"), "iso_code");
    if (country == null) {
      country = text(found, "country_code");
    }
    if (country == null) {
      return Place.UNKNOWN;
    }
    country = country.toUpperCase(Locale.ROOT);
    return new Place(country, region(country, found), city(found), cityId(found));
  }

  /** The largest division of the country, which is the first. */
  private static String region(String country, Map<?, ?> found) {
    if (!(found.get("subdivisions") instanceof List<?> divisions) || divisions.isEmpty()) {
      return null;
    }
    String code = text(divisions.getFirst(), "iso_code");
    return code == null ? null : country + "-" + code;
  }

  private static String city(Map<?, ?> found) {
    return found.get("city") instanceof Map<?, ?> city ? text(city.get("names"), "en") : null;
  }

  private static Long cityId(Map<?, ?> found) {
    return found.get("city") instanceof Map<?, ?> city
            && city.get("geoname_id") instanceof Number id
        ? id.longValue()
        : null;
  }

  private static String text(Object map, String field) {
    return map instanceof Map<?, ?> fields && fields.get(field) instanceof String text
        ? text
        : null;
  }
}
