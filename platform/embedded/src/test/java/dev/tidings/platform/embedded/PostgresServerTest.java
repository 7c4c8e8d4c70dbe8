package dev.tidings.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

  @TempDir Path directory;
  private ProcessWatchdog watchdog;
  private PostgresServer server;

  @BeforeEach
  void choosePort() throws Exception {
    watchdog = ProcessWatchdog.start();
    server = new PostgresServer(TestMachine.postgresBinaries(), directory, Ports.free());
  }

  @AfterEach
  void endEverything() throws Exception {
    watchdog.close();
  }

  @Test
  void shouldKeepDataOverAStopAndACrash() throws Exception {
    ServerProcess first = start();
    execute("create table kept (n int)");
    execute("insert into kept values (1)");
    first.stop(TestMachine.GRACE);
    assertThat(Ports.accepts(server.port())).isFalse();

    ServerProcess second = start();
    execute("insert into kept values (2)");
    second.kill();

    ServerProcess third = start();
    assertThat(query("select sum(n) from kept")).isEqualTo("3");
    assertThat(query("show fsync")).isEqualTo("on");
    assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
    third.stop(TestMachine.GRACE);
    assertThat(third.isAlive()).isFalse();
  }

  @Test
  void shouldKeepThePasswordToItsOwner() throws Exception {
    server.prepare();

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("superuser.password"))))
        .isEqualTo("rw-------");
    assertThat(server.password()).hasSizeGreaterThan(20);
  }

  @Test
  void shouldNameThePortThatIsTaken() throws Exception {
    try (var taken = new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(this::start)
          .isInstanceOf(EmbeddedServerException.PortTaken.class)
          .hasMessage("Port " + taken.getLocalPort() + " of postgres is taken by another program.");
    }
  }

  @Test
  void shouldRefuseADataDirectoryThatIsDamagedOrOfAnotherVersion() throws Exception {
    Path version = Files.createDirectories(directory.resolve("cluster")).resolve("PG_VERSION");

    Files.writeString(version, "\0garbage\n");
    assertThatThrownBy(server::prepare)
        .isInstanceOf(EmbeddedServerException.BrokenDataDirectory.class)
        .hasMessageContaining("is damaged: its PG_VERSION holds no version");

    Files.writeString(version, "15\n");
    assertThatThrownBy(server::prepare)
        .isInstanceOf(EmbeddedServerException.BrokenDataDirectory.class)
        .hasMessageContaining("was made by PostgreSQL 15, this is PostgreSQL 18");

    Files.writeString(version, PostgresServer.MAJOR_VERSION + "\n");
    assertThatThrownBy(server::prepare)
        .isInstanceOf(EmbeddedServerException.BrokenDataDirectory.class)
        .hasMessageContaining("global/pg_control");
  }

  @Test
  void shouldStartAlthoughAnotherProgramHasTheProcessIdOfACrashedServer() throws Exception {
    start().kill();
    Path lockFile = directory.resolve("cluster/postmaster.pid");
    String withOurProcessId =
        Files.readString(lockFile)
            .replaceFirst("^[0-9]+", Long.toString(ProcessHandle.current().pid()));
    Files.writeString(lockFile, withOurProcessId);

    ServerProcess restarted = start();

    assertThat(query("select 1")).isEqualTo("1");
    restarted.stop(TestMachine.GRACE);
  }

  private ServerProcess start() throws Exception {
    return ServerProcess.start(
        server, directory.resolve("postgres.log"), watchdog, TestMachine.TIMEOUT);
  }

  private Connection connect() throws Exception {
    return DriverManager.getConnection(
        server.jdbcUrl("postgres"), PostgresServer.SUPERUSER, server.password());
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String query(String sql) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        throw new SQLException("no row: " + sql);
      }
      return result.getString(1);
    }
  }
}
