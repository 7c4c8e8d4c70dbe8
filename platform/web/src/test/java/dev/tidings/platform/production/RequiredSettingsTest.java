package dev.tidings.platform.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is not set up completely says so instead of starting. */
class RequiredSettingsTest {

  private static final List<String> PRODUCTION = List.of("prod");

  private static final Map<String, String> COMPLETE =
      Map.of(
          "mp.jwt.verify.issuer", "https://id.example.com",
          "mp.jwt.verify.audiences", "tidings",
          "mp.jwt.verify.publickey.location", "https://id.example.com/keys",
          "kafka.bootstrap.servers", "kafka:9092",
          "quarkus.datasource.db-kind", "postgresql",
          "quarkus.datasource.jdbc.url", "jdbc:postgresql://db/tidings",
          "quarkus.datasource.username", "chat",
          "quarkus.datasource.password", "secret");

  @Test
  void shouldAcceptWhatIsComplete() {
    assertThat(faults(PRODUCTION, COMPLETE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mp.jwt.verify.issuer, MP_JWT_VERIFY_ISSUER",
    "mp.jwt.verify.audiences, MP_JWT_VERIFY_AUDIENCES",
    "mp.jwt.verify.publickey.location, MP_JWT_VERIFY_PUBLICKEY_LOCATION",
    "kafka.bootstrap.servers, KAFKA_BOOTSTRAP_SERVERS",
    "quarkus.datasource.jdbc.url, QUARKUS_DATASOURCE_JDBC_URL",
    "quarkus.datasource.username, QUARKUS_DATASOURCE_USERNAME",
    "quarkus.datasource.password, QUARKUS_DATASOURCE_PASSWORD"
  })
  void shouldNameWhatIsMissing(String property, String variable) {
    for (String nothing : List.of("", "  ")) {
      assertThat(faults(PRODUCTION, with(property, nothing)))
          .singleElement()
          .asString()
          .startsWith(property + " is missing: ")
          .contains(variable)
          .doesNotContain("secret");
    }
  }

  @Test
  void shouldNameEverythingAtOnce() {
    assertThat(faults(PRODUCTION, Map.of("quarkus.datasource.db-kind", "postgresql"))).hasSize(7);
  }

  @Test
  void shouldAskForADatabaseOnlyWhereThereIsOne() {
    assertThat(faults(PRODUCTION, Map.of()))
        .hasSize(4)
        .noneMatch(each -> each.contains("datasource"));
  }

  @Test
  void shouldTakeTheKeyItself() {
    Map<String, String> settings = with("mp.jwt.verify.publickey.location", "");
    settings.put("mp.jwt.verify.publickey", "-----BEGIN PUBLIC KEY-----");
    assertThat(faults(PRODUCTION, settings)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://id.example.com/keys", "http://10.0.0.1/keys"})
  void shouldRefuseKeysThatOthersCouldChange(String location) {
    assertThat(faults(PRODUCTION, with("mp.jwt.verify.publickey.location", location)))
        .singleElement()
        .asString()
        .contains("has to be https");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:/etc/tidings/key.pem",
        "/etc/tidings/key.pem",
        "http://localhost:8180/keys",
        "key with spaces.pem"
      })
  void shouldTakeKeysOfThisMachine(String location) {
    assertThat(faults(PRODUCTION, with("mp.jwt.verify.publickey.location", location))).isEmpty();
  }

  @Test
  void shouldRefuseProfilesOfDevelopment() {
    assertThat(faults(List.of("dev"), COMPLETE))
        .singleElement()
        .asString()
        .contains("quarkus.profile is dev");
    assertThat(faults(List.of("large", "prod"), COMPLETE)).isEmpty();
  }

  private static Map<String, String> with(String property, String value) {
    var settings = new HashMap<>(COMPLETE);
    settings.put(property, value);
    return settings;
  }

  private static List<String> faults(List<String> profiles, Map<String, String> settings) {
    return RequiredSettings.faults(profiles, name -> Optional.ofNullable(settings.get(name)));
  }
}
