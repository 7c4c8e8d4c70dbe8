package dev.tidings.platform.testkit.server;

import dev.tidings.platform.embedded.shared.SharedServersAddress;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * A database with one schema and a role that may use just that, as a service has in the local stack
 * and in production: a migration that needs more rights fails in the tests already.
 */
public final class TestDatabase implements AutoCloseable {

  private static final String SCHEMA = "service";

  private final SharedServersAddress server;
  private final String name;

  private TestDatabase(SharedServersAddress server, String name) {
    this.server = server;
    this.name = name;
  }

  static TestDatabase create(SharedServersAddress server) {
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    TestDatabase database = new TestDatabase(server, "test_" + HexFormat.of().formatHex(random));
    database.asSuperuser(
        "postgres",
        "create role %1$s login password '%1$s'".formatted(database.name),
        "create database %s".formatted(database.name));
    database.asSuperuser(
        database.name, "create schema %s authorization %s".formatted(SCHEMA, database.name));
    return database;
  }

  /** Without user and password; unqualified names mean this database's schema. */
  public String jdbcUrl() {
    return url(name) + "?currentSchema=" + SCHEMA;
  }

  public String username() {
    return name;
  }

  public String password() {
    return name;
  }

  /** Drops the database, also from under connections that are still open. */
  @Override
  public void close() {
    asSuperuser(
        "postgres",
        "drop database %s with (force)".formatted(name),
        "drop role %s".formatted(name));
  }

  private void asSuperuser(String database, String... statements) {
    try (Connection connection =
            DriverManager.getConnection(url(database), "postgres", server.postgresPassword());
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database of a test can't be managed", e);
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.postgresPort() + "/" + database;
  }
}
