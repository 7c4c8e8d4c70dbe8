package dev.tidings.local.settings;

import java.util.List;

/** The processes of the system, in the order in which they are listed. */
public enum Part {
  POSTGRES("postgres", "TIDINGS_POSTGRES_PORT", 15432),
  KAFKA("kafka", "TIDINGS_KAFKA_PORT", 19092),
  CHAT("chat-service", "TIDINGS_CHAT_PORT", 8081),
  NOTIFICATION("notification-service", "TIDINGS_NOTIFICATION_PORT", 8082),
  PRESENCE("presence-service", "TIDINGS_PRESENCE_PORT", 8083),
  ANALYTICS("analytics-service", "TIDINGS_ANALYTICS_PORT", 8084),
  GATEWAY("gateway", "TIDINGS_GATEWAY_PORT", 8080);

  /** The services, each with a schema and a role of its own in the database. */
  public static final List<Part> SERVICES = List.of(CHAT, NOTIFICATION, PRESENCE, ANALYTICS);

  /** Those that are built from this checkout, each from the module of its name. */
  public static final List<Part> APPLICATIONS =
      List.of(CHAT, NOTIFICATION, PRESENCE, ANALYTICS, GATEWAY);

  private final String processName;
  private final String portVariable;
  private final int defaultPort;

  Part(String processName, String portVariable, int defaultPort) {
    this.processName = processName;
    this.portVariable = portVariable;
    this.defaultPort = defaultPort;
  }

  /** The name in output, state and logs; for an application also its module's. */
  public String processName() {
    return processName;
  }

  /** The environment variable that chooses the port. */
  public String portVariable() {
    return portVariable;
  }

  int defaultPort() {
    return defaultPort;
  }

  /** A service's schema and role: its name without "-service". */
  public String schema() {
    return processName.replace("-service", "");
  }
}
