package dev.tidings.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.local.CannotProceed;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Path ROOT = Path.of("/checkout");

  @Test
  void shouldHaveThePortsAndTheDirectoryOfTheDocumentation() throws Exception {
    Settings settings = Settings.from(ROOT, Map.of());

    assertThat(settings.ports())
        .containsEntry(Part.GATEWAY, 8080)
        .containsEntry(Part.CHAT, 8081)
        .containsEntry(Part.NOTIFICATION, 8082)
        .containsEntry(Part.PRESENCE, 8083)
        .containsEntry(Part.ANALYTICS, 8084)
        .containsEntry(Part.POSTGRES, 15432)
        .containsEntry(Part.KAFKA, 19092);
    assertThat(settings.home().directory()).isEqualTo(Path.of("/checkout/.tidings"));
    assertThat(Part.values()).allMatch(settings::runs);
  }

  @Test
  void shouldTakePortsAndTheDirectoryFromTheEnvironment() throws Exception {
    Settings settings =
        Settings.from(
            ROOT, Map.of("TIDINGS_HOME", "/data/tidings", "TIDINGS_GATEWAY_PORT", " 9090 "));

    assertThat(settings.port(Part.GATEWAY)).isEqualTo(9090);
    assertThat(settings.home().log("gateway")).isEqualTo(Path.of("/data/tidings/logs/gateway.log"));
  }

  @Test
  void shouldNameTheVariableThatIsNoPort() {
    for (String wrong : new String[] {"http", "0", "65536", "-1"}) {
      assertThatThrownBy(() -> Settings.from(ROOT, Map.of("TIDINGS_CHAT_PORT", wrong)))
          .isInstanceOf(CannotProceed.class)
          .hasMessage(
              "TIDINGS_CHAT_PORT is \"" + wrong + "\": it has to be a port between 1 and 65535.");
    }
  }

  @Test
  void shouldRefuseOnePortForTwo() {
    assertThatThrownBy(() -> Settings.from(ROOT, Map.of("TIDINGS_CHAT_PORT", "8080")))
        .isInstanceOf(CannotProceed.class)
        .hasMessageContaining("TIDINGS_CHAT_PORT and TIDINGS_GATEWAY_PORT both say 8080");
  }

  @Test
  void shouldGiveEachGatewayAPortAndAName() throws Exception {
    Settings settings = Settings.from(ROOT, Map.of(), OptionalInt.of(3));

    assertThat(settings.processes(Part.GATEWAY))
        .extracting(PartProcess::name, PartProcess::port)
        .containsExactly(
            tuple("gateway", 8080), tuple("gateway-2", 8180), tuple("gateway-3", 8280));
    assertThat(settings.processes()).hasSize(Part.values().length + 2);
  }

  @Test
  void shouldTakeTheGatewaysPortsFromTheEnvironment() throws Exception {
    Map<String, String> environment =
        Map.of("TIDINGS_GATEWAY_PORTS", "9001, 9002", "TIDINGS_GATEWAY_PORT", "9000");

    Settings settings = Settings.from(ROOT, environment);
    assertThat(settings.gatewayPorts()).containsExactly(9001, 9002);
    assertThat(settings.port(Part.GATEWAY)).isEqualTo(9001);
    assertThat(Settings.from(ROOT, environment, OptionalInt.of(1)).gatewayPorts())
        .containsExactly(9001);
  }

  @Test
  void shouldRefuseGatewaysThatHaveNoPort() {
    assertThatThrownBy(
            () ->
                Settings.from(
                    ROOT, Map.of("TIDINGS_GATEWAY_PORTS", "9001,9002"), OptionalInt.of(3)))
        .hasMessage("TIDINGS_GATEWAY_PORTS names 2 ports; 3 gateways need 3.");
    assertThatThrownBy(() -> Settings.from(ROOT, Map.of("TIDINGS_GATEWAY_PORTS", "9001,,9002")))
        .hasMessage("TIDINGS_GATEWAY_PORTS is \"\": it has to be a port between 1 and 65535.");
    assertThatThrownBy(() -> Settings.from(ROOT, Map.of("TIDINGS_GATEWAY_PORTS", "9001,9001")))
        .hasMessageContaining("both say 9001");
    assertThatThrownBy(() -> Settings.from(ROOT, Map.of(), OptionalInt.of(0)))
        .hasMessage("There can be 1 to 9 gateways, not 0.");
    assertThatThrownBy(
            () -> Settings.from(ROOT, Map.of("TIDINGS_GATEWAY_PORT", "65500"), OptionalInt.of(2)))
        .hasMessageContaining("leaves no room for 2 gateways");
  }

  @Test
  void shouldUseExternalServersInsteadOfOwnOnes() throws Exception {
    Settings settings =
        Settings.from(
            ROOT,
            Map.of(
                "TIDINGS_POSTGRES_URL",
                    "postgres://admin:p%40ss+word@db.example:6432/main?sslmode=require",
                "TIDINGS_KAFKA_BOOTSTRAP", "broker:9092"));

    assertThat(settings.runs(Part.POSTGRES)).isFalse();
    assertThat(settings.runs(Part.KAFKA)).isFalse();
    assertThat(settings.externalPostgres())
        .contains(
            new PostgresAddress(
                "db.example", 6432, "main", "admin", "p@ss+word", "sslmode=require"));
  }

  @Test
  void shouldReadJdbcUrlsAndMakeThem() throws Exception {
    PostgresAddress address =
        PostgresAddress.parse(
            "jdbc:postgresql://127.0.0.1/postgres?user=admin&password=secret&sslmode=disable");

    assertThat(address)
        .isEqualTo(
            new PostgresAddress(
                "127.0.0.1", 5432, "postgres", "admin", "secret", "sslmode=disable"));
    assertThat(address.jdbcUrl("tidings", "currentSchema=chat"))
        .isEqualTo("jdbc:postgresql://127.0.0.1:5432/tidings?sslmode=disable&currentSchema=chat");
    assertThatThrownBy(() -> PostgresAddress.parse("mysql://somewhere"))
        .isInstanceOf(CannotProceed.class)
        .hasMessageStartingWith("TIDINGS_POSTGRES_URL has to look like");
  }
}
