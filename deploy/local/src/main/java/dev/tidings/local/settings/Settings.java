package dev.tidings.local.settings;

import dev.tidings.local.CannotProceed;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment chooses.
 *
 * @param root the checkout
 * @param home the data directory, {@code TIDINGS_HOME}
 * @param ports of every part on 127.0.0.1
 * @param externalPostgres {@code TIDINGS_POSTGRES_URL}: use this server instead of an own one
 * @param externalKafka {@code TIDINGS_KAFKA_BOOTSTRAP}: use these brokers instead of an own one
 */
public record Settings(
    Path root,
    Home home,
    Map<Part, Integer> ports,
    Optional<PostgresAddress> externalPostgres,
    Optional<String> externalKafka) {

  private static final int MAX_PORT = 65_535;

  /** Reads the environment; the message of the exception names the variable that is wrong. */
  public static Settings from(Path root, Map<String, String> environment) throws CannotProceed {
    Path home =
        value(environment, "TIDINGS_HOME")
            .map(Path::of)
            .orElse(root.resolve(".tidings"))
            .toAbsolutePath()
            .normalize();
    Optional<String> postgres = value(environment, PostgresAddress.VARIABLE);
    return new Settings(
        root,
        new Home(home),
        ports(environment),
        postgres.isEmpty() ? Optional.empty() : Optional.of(PostgresAddress.parse(postgres.get())),
        value(environment, "TIDINGS_KAFKA_BOOTSTRAP"));
  }

  public int port(Part part) {
    return ports.get(part);
  }

  /** Whether this stack runs the part itself. */
  public boolean runs(Part part) {
    return switch (part) {
      case POSTGRES -> externalPostgres.isEmpty();
      case KAFKA -> externalKafka.isEmpty();
      case CHAT, NOTIFICATION, PRESENCE, ANALYTICS, GATEWAY -> true;
    };
  }

  private static Map<Part, Integer> ports(Map<String, String> environment) throws CannotProceed {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    Map<Integer, Part> owners = new HashMap<>();
    for (Part part : Part.values()) {
      int port = port(part, environment);
      Part other = owners.putIfAbsent(port, part);
      if (other != null) {
        throw new CannotProceed(
            "%s and %s both say %d: give every process a port of its own."
                .formatted(other.portVariable(), part.portVariable(), port));
      }
      ports.put(part, port);
    }
    return ports;
  }

  private static int port(Part part, Map<String, String> environment) throws CannotProceed {
    Optional<String> text = value(environment, part.portVariable());
    if (text.isEmpty()) {
      return part.defaultPort();
    }
    if (text.get().matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text.get());
      if (port > 0 && port <= MAX_PORT) {
        return port;
      }
    }
    throw new CannotProceed(
        "%s is \"%s\": it has to be a port between 1 and %d."
            .formatted(part.portVariable(), text.get(), MAX_PORT));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
