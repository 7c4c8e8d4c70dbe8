package dev.tidings.platform.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class SharedServersTest {

  @Test
  void shouldGiveEachAskerADatabaseOfItsOwn() throws Exception {
    try (TestDatabase one = SharedServers.get().createDatabase();
        TestDatabase two = SharedServers.get().createDatabase()) {
      execute(one, "create table rooms (id text)");
      execute(two, "create table rooms (id text)");
      assertThatThrownBy(() -> execute(one, "create schema other"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void shouldShareOneBroker() throws Exception {
    String bootstrapServers = SharedServers.get().kafkaBootstrapServers();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      assertThat(admin.describeCluster().nodes().get(30, TimeUnit.SECONDS)).hasSize(1);
    }
  }

  @Test
  void shouldConfigureAnApplicationWithOrWithoutADatabase() {
    TidingsServers servers = new TidingsServers();
    servers.init(Map.of());
    Map<String, String> first = servers.start();
    servers.stop();
    Map<String, String> second = servers.start();
    servers.stop();
    assertThat(first).containsKeys("quarkus.datasource.jdbc.url", "mp.jwt.verify.publickey");
    assertThat(first.get("quarkus.datasource.jdbc.url"))
        .isNotEqualTo(second.get("quarkus.datasource.jdbc.url"));
    assertThat(first.get(TidingsServers.TEST_RUN))
        .isNotEqualTo(second.get(TidingsServers.TEST_RUN));

    TidingsServers withoutDatabase = new TidingsServers();
    withoutDatabase.init(Map.of("database", "false"));
    assertThat(withoutDatabase.start())
        .containsKey("kafka.bootstrap.servers")
        .doesNotContainKey("quarkus.datasource.jdbc.url");
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password())) {
      connection.createStatement().execute(sql);
    }
  }
}
