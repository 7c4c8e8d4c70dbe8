package dev.tidings.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.local.CannotProceed;
import dev.tidings.local.settings.Part;
import dev.tidings.local.settings.PostgresAddress;
import dev.tidings.platform.embedded.Ports;
import dev.tidings.platform.embedded.PostgresBinaries;
import dev.tidings.platform.embedded.PostgresServer;
import dev.tidings.platform.embedded.ProcessWatchdog;
import dev.tidings.platform.embedded.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

  private static final Path EMBEDDED = Path.of("../../platform/embedded/target").toAbsolutePath();

  @TempDir Path directory;
  private ProcessWatchdog watchdog;
  private ServerProcess process;
  private PostgresAddress server;
  private DatabasePasswords passwords;

  @BeforeEach
  void startPostgres() throws Exception {
    watchdog = ProcessWatchdog.start();
    PostgresServer postgres =
        new PostgresServer(
            new PostgresBinaries(EMBEDDED.resolve("lib"), EMBEDDED.resolve("postgres")),
            directory.resolve("postgres"),
            Ports.free());
    process =
        ServerProcess.start(
            postgres, directory.resolve("postgres.log"), watchdog, Duration.ofSeconds(60));
    server =
        new PostgresAddress(
            "127.0.0.1",
            postgres.port(),
            "postgres",
            PostgresServer.SUPERUSER,
            postgres.password(),
            "");
    passwords = DatabasePasswords.in(directory.resolve("passwords.properties"));
  }

  @AfterEach
  void stopPostgres() throws Exception {
    process.stop(Duration.ofSeconds(10));
    watchdog.close();
  }

  @Test
  void shouldGiveEachServiceItsOwnSchemaAndNoOther() throws Exception {
    Database database = new Database(server, passwords);
    database.provision();
    database.provision();

    as(database, Part.CHAT, "create table rooms (id text)");
    as(database, Part.PRESENCE, "create table sessions (id text)");

    assertThatThrownBy(() -> as(database, Part.PRESENCE, "select * from chat.rooms"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for schema chat");
    assertThatThrownBy(() -> as(database, Part.PRESENCE, "create table public.mine (id text)"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for schema public");
    assertThatThrownBy(() -> as(database, Part.PRESENCE, "create schema mine"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied for database");
  }

  @Test
  void shouldKeepItsPasswordsOverStarts() throws Exception {
    DatabasePasswords again = DatabasePasswords.in(directory.resolve("passwords.properties"));

    assertThat(Part.SERVICES)
        .allSatisfy(service -> assertThat(again.of(service)).isEqualTo(passwords.of(service)));
  }

  @Test
  void shouldSayInOneLineWhyAServerCantBeUsed() {
    PostgresAddress wrong =
        new PostgresAddress(server.host(), server.port(), "postgres", "nobody", "wrong", "");

    assertThatThrownBy(() -> new Database(wrong, passwords).provision())
        .isInstanceOf(CannotProceed.class)
        .hasMessageContaining("can't be set up: FATAL: password authentication failed");
  }

  private void as(Database database, Part service, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(service), service.schema(), passwords.of(service));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
