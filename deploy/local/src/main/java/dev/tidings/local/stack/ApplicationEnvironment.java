package dev.tidings.local.stack;

import dev.tidings.local.settings.Part;
import dev.tidings.local.settings.PartProcess;
import dev.tidings.local.settings.Settings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The configuration of each application, in the environment variables that it has in any
 * deployment.
 */
record ApplicationEnvironment(
    Settings settings, SigningKeys keys, Database database, String kafkaBootstrapServers) {

  private static final String CONNECTIONS_PER_USER = "TIDINGS_GATEWAY_LIMITS_CONNECTIONS_PER_USER";
  private static final String ISSUER = "https://tidings.localhost";
  private static final String AUDIENCE = "tidings";
  private static final String DEVELOPMENT_WORKSPACE = "acme";

  Map<String, String> of(PartProcess process) {
    Part part = process.part();
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(process.port()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrapServers);
    environment.put("TIDINGS_KAFKA_CREATE_TOPICS", "true");
    environment.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", keys.publicKey().toUri().toString());
    environment.put("MP_JWT_VERIFY_ISSUER", ISSUER);
    environment.put("MP_JWT_VERIFY_AUDIENCES", AUDIENCE);
    switch (part) {
      case GATEWAY -> gateway(environment);
      case ANALYTICS -> {
        database(environment, part);
        analytics(environment);
      }
      case CHAT -> {
        database(environment, part);
        environment.put(
            "TIDINGS_CHAT_ATTACHMENTS_DIRECTORY",
            settings.home().directory().resolve("attachments").toAbsolutePath().toString());
      }
      case NOTIFICATION, PRESENCE -> database(environment, part);
      case POSTGRES, KAFKA -> throw new IllegalArgumentException(part + " is no application");
    }
    return environment;
  }

  private void database(Map<String, String> environment, Part service) {
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(service));
    environment.put("QUARKUS_DATASOURCE_USERNAME", service.schema());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", database.passwords().of(service));
  }

  private void gateway(Map<String, String> environment) {
    for (Part service : Part.SERVICES) {
      environment.put(
          "TIDINGS_GATEWAY_SERVICES_" + service.schema().toUpperCase(Locale.ROOT) + "_URL",
          "http://127.0.0.1:" + settings.port(service));
    }
    // Nobody balances load here, and nobody waits long for a system to end.
    if (System.getenv(CONNECTIONS_PER_USER) == null) {
      // Whoever tries a load on one's own machine does so with one token, at times.
      environment.put(CONNECTIONS_PER_USER, "20000");
    }
    environment.put("TIDINGS_GATEWAY_DRAIN_SETTLE", "0S");
    environment.put("TIDINGS_GATEWAY_DRAIN_SPREAD", "5S");
    environment.put("TIDINGS_GATEWAY_DRAIN_GRACE", "8S");
    environment.put(
        "TIDINGS_DEVELOPMENT_SIGNING_KEY_LOCATION", keys.privateKey().toUri().toString());
  }

  private void analytics(Map<String, String> environment) {
    environment.put("TIDINGS_ANALYTICS_SITES_DEFAULT_WORKSPACE", DEVELOPMENT_WORKSPACE);
    // Without a port: pages of any server on this machine, as a site under development is.
    environment.put("TIDINGS_ANALYTICS_SITES_DEFAULT_ORIGINS", "localhost,127.0.0.1,[::1]");
  }
}
