package dev.tidings.analytics.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.analytics.hit.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-A2: geography from an address. */
class GeographyTest {

  private static final Place LONDON = new Place("GB", "GB-ENG", "London", 2643743L);

  private static Geography own;

  @TempDir Path directory;

  @BeforeAll
  static void openOwn() {
    own = geography(Optional.empty());
  }

  /** Networks that have been in the same hands for decades. */
  @ParameterizedTest
  @CsvSource({
    "193.0.6.139,            NL",
    "141.20.1.1,             DE",
    "130.83.1.1,             DE",
    "131.111.8.46,           GB",
    "18.9.22.69,             US",
    "133.11.0.1,             JP",
    "2001:67c:2e8:22::c100:68b, NL",
    "2001:638:902:1::1,      DE",
    "::ffff:193.0.6.139,     NL",
  })
  void shouldTellCountriesByItself(String address, String country) {
    assertThat(own.of(address)).isEqualTo(new Place(country, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "::1",
        "fe80::1%eth0",
        "",
        "localhost",
        "a.b"
      })
  void shouldTellNothingOfAddressesThatAreNowhere(String address) {
    assertThat(own.of(address)).isEqualTo(Place.UNKNOWN);
  }

  @Test
  void shouldTellCitiesByTheOperatorsDatabase() throws IOException {
    Path file = directory.resolve("city.mmdb");
    cities().write(file);
    Geography geography = geography(Optional.of(file));
    assertThat(geography.of("81.2.69.160")).isEqualTo(LONDON);
    assertThat(geography.of("::ffff:81.2.69.160")).isEqualTo(LONDON);
    assertThat(geography.of("2001:db8::1")).isEqualTo(new Place("FR", null, null, null));
    assertThat(geography.of("81.2.70.1")).isEqualTo(Place.UNKNOWN);
    assertThat(geography.of("203.0.113.1")).isEqualTo(Place.UNKNOWN);
  }

  @Test
  void shouldTakeANewVersionOfTheDatabase() throws IOException {
    Path file = directory.resolve("city.mmdb");
    cities().write(file);
    Geography geography = geography(Optional.of(file));
    new PlaceFile("DBIP-Country").put("81.2.69.0/24", Map.of("country_code", "be")).write(file);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

    geography.refresh();

    assertThat(geography.of("81.2.69.160")).isEqualTo(new Place("BE", null, null, null));
  }

  @Test
  void shouldStayWithTheOldVersionIfTheNewOneIsBroken() throws IOException {
    Path file = directory.resolve("city.mmdb");
    cities().write(file);
    Geography geography = geography(Optional.of(file));
    Files.writeString(file, "half a download");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));

    geography.refresh();
    assertThat(geography.of("81.2.69.160")).isEqualTo(LONDON);

    Files.delete(file);
    geography.refresh();
    assertThat(geography.of("81.2.69.160")).isEqualTo(LONDON);
  }

  @Test
  void shouldNotStartWithoutTheDatabaseThatIsAskedFor() {
    Optional<Path> missing = Optional.of(directory.resolve("missing.mmdb"));
    assertThatThrownBy(() -> geography(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("tidings.analytics.geo.database");
  }

  private static PlaceFile cities() throws IOException {
    return new PlaceFile("GeoLite2-City")
        .put(
            "81.2.69.0/24",
            Map.of(
                "country",
                Map.of("iso_code", "GB"),
                "subdivisions",
                List.of(Map.of("iso_code", "ENG"), Map.of("iso_code", "LND")),
                "city",
                Map.of("geoname_id", 2643743L, "names", Map.of("en", "London", "de", "London"))))
        .put("2001:db8::/32", Map.of("country", Map.of("iso_code", "FR")))
        .put("203.0.113.0/24", Map.of("continent", Map.of("code", "EU")));
  }

  private static Geography geography(Optional<Path> database) {
    var geography = new Geography(() -> database);
    geography.open();
    return geography;
  }
}
