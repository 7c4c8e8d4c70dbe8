package dev.tidings.local.settings;

import dev.tidings.local.CannotProceed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the environment chooses.
 *
 * @param root the checkout
 * @param home the data directory, {@code TIDINGS_HOME}
 * @param ports of every part on 127.0.0.1; of the gateway, that of the first one
 * @param gatewayPorts of all gateways: {@code TIDINGS_GATEWAY_PORTS}, or each a hundred further
 * @param externalPostgres {@code TIDINGS_POSTGRES_URL}: use this server instead of an own one
 * @param externalKafka {@code TIDINGS_KAFKA_BOOTSTRAP}: use these brokers instead of an own one
 */
public record Settings(
    Path root,
    Home home,
    Map<Part, Integer> ports,
    List<Integer> gatewayPorts,
    Optional<PostgresAddress> externalPostgres,
    Optional<String> externalKafka) {

  /** More would be of no use on one machine. */
  public static final int MAX_GATEWAYS = 9;

  private static final String GATEWAY_PORTS = "TIDINGS_GATEWAY_PORTS";
  private static final int PORTS_BETWEEN_GATEWAYS = 100;
  private static final int MAX_PORT = 65_535;

  /** Reads the environment; the message of the exception names the variable that is wrong. */
  public static Settings from(Path root, Map<String, String> environment) throws CannotProceed {
    return from(root, environment, OptionalInt.empty());
  }

  /**
   * Reads the environment.
   *
   * @param gateways how many there are to be; if it isn't said, as many as have a port by the
   *     environment
   * @throws CannotProceed with a message that names the variable or the option that is wrong
   */
  public static Settings from(Path root, Map<String, String> environment, OptionalInt gateways)
      throws CannotProceed {
    Path home =
        value(environment, "TIDINGS_HOME")
            .map(Path::of)
            .orElse(root.resolve(".tidings"))
            .toAbsolutePath()
            .normalize();
    Optional<String> postgres = value(environment, PostgresAddress.VARIABLE);
    Map<Integer, String> owners = new HashMap<>();
    List<Integer> gatewayPorts = gatewayPorts(environment, gateways);
    for (int port : gatewayPorts) {
      claim(owners, port, gatewayVariable(environment));
    }
    Map<Part, Integer> ports = ports(environment, owners);
    ports.put(Part.GATEWAY, gatewayPorts.getFirst());
    return new Settings(
        root,
        new Home(home),
        ports,
        gatewayPorts,
        postgres.isEmpty() ? Optional.empty() : Optional.of(PostgresAddress.parse(postgres.get())),
        value(environment, "TIDINGS_KAFKA_BOOTSTRAP"));
  }

  public int port(Part part) {
    return ports.get(part);
  }

  /** All processes that this stack runs itself, in the order in which they are listed. */
  public List<PartProcess> processes() {
    return Arrays.stream(Part.values()).filter(this::runs).flatMap(this::processes).toList();
  }

  /** The processes of a part, whoever runs them. */
  public Stream<PartProcess> processes(Part part) {
    return switch (part) {
      case GATEWAY ->
          IntStream.range(0, gatewayPorts.size())
              .mapToObj(i -> new PartProcess(part, i + 1, gatewayPorts.get(i)));
      case POSTGRES, KAFKA, CHAT, NOTIFICATION, PRESENCE, ANALYTICS ->
          Stream.of(new PartProcess(part, 1, port(part)));
    };
  }

  /** Whether this stack runs the part itself. */
  public boolean runs(Part part) {
    return switch (part) {
      case POSTGRES -> externalPostgres.isEmpty();
      case KAFKA -> externalKafka.isEmpty();
      case CHAT, NOTIFICATION, PRESENCE, ANALYTICS, GATEWAY -> true;
    };
  }

  private static Map<Part, Integer> ports(
      Map<String, String> environment, Map<Integer, String> owners) throws CannotProceed {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      if (part != Part.GATEWAY) {
        int port = port(part, environment);
        claim(owners, port, part.portVariable());
        ports.put(part, port);
      }
    }
    return ports;
  }

  private static void claim(Map<Integer, String> owners, int port, String variable)
      throws CannotProceed {
    String other = owners.putIfAbsent(port, variable);
    if (other != null) {
      throw new CannotProceed(
          "%s and %s both say %d: give every process a port of its own."
              .formatted(variable, other, port));
    }
  }

  private static List<Integer> gatewayPorts(Map<String, String> environment, OptionalInt gateways)
      throws CannotProceed {
    Optional<String> listed = value(environment, GATEWAY_PORTS);
    List<Integer> ports = new ArrayList<>();
    if (listed.isPresent()) {
      for (String text : listed.get().split(",", -1)) {
        ports.add(port(GATEWAY_PORTS, text.strip()));
      }
    } else {
      int first = port(Part.GATEWAY, environment);
      for (int i = 0; i < gateways.orElse(1); i++) {
        ports.add(first + i * PORTS_BETWEEN_GATEWAYS);
      }
    }
    int count = gateways.orElse(ports.size());
    if (count < 1 || count > MAX_GATEWAYS) {
      throw new CannotProceed(
          "There can be 1 to %d gateways, not %d.".formatted(MAX_GATEWAYS, count));
    }
    if (count > ports.size()) {
      throw new CannotProceed(
          "%s names %d ports; %d gateways need %d."
              .formatted(GATEWAY_PORTS, ports.size(), count, count));
    }
    if (ports.getLast() > MAX_PORT) {
      throw new CannotProceed(
          "%s leaves no room for %d gateways: name their ports by %s."
              .formatted(Part.GATEWAY.portVariable(), count, GATEWAY_PORTS));
    }
    return List.copyOf(ports.subList(0, count));
  }

  private static String gatewayVariable(Map<String, String> environment) {
    return value(environment, GATEWAY_PORTS).isPresent()
        ? GATEWAY_PORTS
        : Part.GATEWAY.portVariable();
  }

  private static int port(Part part, Map<String, String> environment) throws CannotProceed {
    Optional<String> text = value(environment, part.portVariable());
    return text.isEmpty() ? part.defaultPort() : port(part.portVariable(), text.get());
  }

  private static int port(String variable, String text) throws CannotProceed {
    if (text.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= MAX_PORT) {
        return port;
      }
    }
    throw new CannotProceed(
        "%s is \"%s\": it has to be a port between 1 and %d.".formatted(variable, text, MAX_PORT));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }
}
