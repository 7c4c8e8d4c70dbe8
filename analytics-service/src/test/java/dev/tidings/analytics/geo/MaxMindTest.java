package dev.tidings.analytics.geo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.NpmPackage;
import dev.tidings.analytics.hit.Place;
import dev.tidings.platform.event.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * R-A2: every network of MaxMind's public test database is where MaxMind's source of it says. Both
 * have a licence of their own (CC BY-SA), so they come with a package that has them for its tests.
 */
class MaxMindTest {

  private static final String PACKAGE = "maxmind@1.3.0";
  private static final String DATABASE = "test/data/test-data/GeoIP2-City-Test.mmdb";
  private static final String SOURCE = "test/data/source-data/GeoIP2-City-Test.json";

  @Test
  void shouldTellWhatMaxMindTells() throws IOException, InterruptedException {
    Path published = NpmPackage.of(PACKAGE);
    var geography = new Geography(() -> Optional.of(published.resolve(DATABASE)));
    geography.open();
    int cities = 0;
    int all = 0;
    for (JsonNode networks : Json.mapper().readTree(published.resolve(SOURCE).toFile())) {
      for (Map.Entry<String, JsonNode> network : networks.properties()) {
        Place expected = place(network.getValue());
        assertThat(geography.of(address(network.getKey())))
            .as(network.getKey())
            .isEqualTo(expected);
        cities += expected.city() == null ? 0 : 1;
        all++;
      }
    }
    assertThat(all).isGreaterThan(200);
    assertThat(cities).isGreaterThan(5);
  }

  /** The network's first address; those of IPv4 are written as such of IPv6. */
  private static String address(String network) {
    String address = network.substring(0, network.indexOf('/'));
    return address.matches("::[0-9]+\\..*") ? address.substring(2) : address;
  }

  private static Place place(JsonNode record) {
    String country = text(record.at("/country/iso_code"));
    if (country == null) {
      return Place.UNKNOWN;
    }
    String region = text(record.at("/subdivisions/0/iso_code"));
    JsonNode city = record.at("/city/geoname_id");
    return new Place(
        country,
        region == null ? null : country + "-" + region,
        text(record.at("/city/names/en")),
        city.isMissingNode() ? null : city.asLong());
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? null : node.textValue();
  }
}
