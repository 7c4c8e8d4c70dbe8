package dev.tidings.local.stack;

import dev.tidings.local.CannotProceed;
import dev.tidings.local.settings.Part;
import dev.tidings.local.settings.PostgresAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * The database {@value #NAME} with a schema and a login role per service. A role may connect and
 * may use its own schema: what another service has is out of its reach, here as in production.
 */
record Database(PostgresAddress server, DatabasePasswords passwords) {

  static final String NAME = "tidings";

  /** The JDBC URL for a service: unqualified names are those of its schema. */
  String jdbcUrl(Part service) {
    return server.jdbcUrl(NAME, "currentSchema=" + service.schema());
  }

  /** Makes whatever isn't there yet; safe to repeat. */
  void provision() throws CannotProceed {
    try {
      try (Connection connection = connect(server.database());
          Statement statement = connection.createStatement()) {
        for (Part service : Part.SERVICES) {
          provisionRole(statement, service);
        }
        if (!exists(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
          statement.execute("create database " + NAME);
        }
        statement.execute("revoke all on database " + NAME + " from public");
      }
      try (Connection connection = connect(NAME);
          Statement statement = connection.createStatement()) {
        statement.execute("revoke all on schema public from public");
        for (Part service : Part.SERVICES) {
          provisionSchema(statement, service);
        }
      }
    } catch (SQLException e) {
      throw new CannotProceed(
          "The database on %s:%d can't be set up: %s"
              .formatted(
                  server.host(), server.port(), e.getMessage().lines().findFirst().orElse("")));
    }
  }

  private void provisionRole(Statement statement, Part service) throws SQLException {
    String role = service.schema();
    boolean there = exists(statement, "select 1 from pg_roles where rolname = '" + role + "'");
    // Generated passwords are base64url: nothing to quote.
    statement.execute(
        "%s role %s login nosuperuser nocreatedb nocreaterole password '%s'"
            .formatted(there ? "alter" : "create", role, passwords.of(service)));
  }

  private static void provisionSchema(Statement statement, Part service) throws SQLException {
    String name = service.schema();
    statement.execute("grant connect, temporary on database " + NAME + " to " + name);
    statement.execute("create schema if not exists " + name);
    statement.execute("revoke all on schema " + name + " from public");
    statement.execute("grant all on schema " + name + " to " + name);
    statement.execute("alter role " + name + " in database " + NAME + " set search_path = " + name);
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", server.user());
    properties.setProperty("password", server.password());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(server.jdbcUrl(database, ""), properties);
  }
}
