package dev.tidings.bench.tidings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.bench.target.Conversation;
import dev.tidings.bench.target.Publisher;
import dev.tidings.bench.target.ResumableTarget;
import dev.tidings.bench.target.Seat;
import dev.tidings.bench.target.ServerProcess;
import dev.tidings.bench.target.TargetException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running system, on new data, in development mode: it hands out tokens. */
public final class TidingsTarget implements ResumableTarget {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration START_PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_SECONDS = 2;

  /** The parts that get a port, as the launcher's variables name them. */
  private static final List<String> PARTS =
      List.of("GATEWAY", "CHAT", "NOTIFICATION", "PRESENCE", "ANALYTICS", "POSTGRES", "KAFKA");

  /** What would lead to another system than one of our own. */
  private static final List<String> FOREIGN =
      List.of("TIDINGS_HOME", "TIDINGS_POSTGRES_URL", "TIDINGS_KAFKA_BOOTSTRAP");

  private final Path root;
  private final Map<String, String> environment;
  private final InetSocketAddress gateway;
  private final String kafka;
  private final ServerProcess launcher;
  private final TokenOffice tokens;
  private List<Long> gatewayProcesses = List.of();
  private List<Long> kafkaProcesses = List.of();

  private TidingsTarget(Path root, Map<String, String> environment, ServerProcess launcher) {
    this.root = root;
    this.environment = environment;
    this.gateway = address(environment.get("TIDINGS_GATEWAY_PORT"));
    this.kafka = "127.0.0.1:" + environment.get("TIDINGS_KAFKA_PORT");
    this.launcher = launcher;
    this.tokens = new TokenOffice(gateway);
  }

  /**
   * Starts what is built and returns when it is ready.
   *
   * @param root the checkout
   * @param home the data directory, made; variables of the environment that configure the gateway
   *     reach it
   */
  public static TidingsTarget start(Path root, Path home)
      throws TargetException, InterruptedException {
    var environment = new HashMap<String, String>();
    environment.put("TIDINGS_HOME", home.toString());
    for (String part : PARTS) {
      int port = ServerProcess.freePort();
      while (environment.containsValue(Integer.toString(port))) {
        port = ServerProcess.freePort();
      }
      environment.put("TIDINGS_" + part + "_PORT", Integer.toString(port));
    }
    Path log = home.resolve("up.log");
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new TargetException(home + " can't be made", e);
    }
    var launcher = ServerProcess.start(command(root, environment, "up", "--no-build"), log);
    var target = new TidingsTarget(root, environment, launcher);
    try {
      target.awaitReady();
      return target;
    } catch (TargetException | InterruptedException | RuntimeException e) {
      target.close();
      throw e;
    }
  }

  private static InetSocketAddress address(String port) {
    return new InetSocketAddress("127.0.0.1", Integer.parseInt(port));
  }

  private static ProcessBuilder command(
      Path root, Map<String, String> environment, String... arguments) {
    var command = new ArrayList<String>();
    command.add(root.resolve("tidings").toString());
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(FOREIGN);
    builder.environment().putAll(environment);
    return builder;
  }

  @Override
  public void awaitReady() throws TargetException, InterruptedException {
    long begin = System.nanoTime();
    while (!readStatus()) {
      launcher.failIfEnded();
      if (System.nanoTime() - begin > START_PATIENCE.toNanos()) {
        throw new TargetException(
            "the system isn't ready after " + START_PATIENCE.toSeconds() + " s");
      }
      TimeUnit.SECONDS.sleep(POLL_SECONDS);
    }
  }

  private boolean readStatus() throws TargetException, InterruptedException {
    JsonNode status;
    boolean ready;
    try {
      Process process =
          command(root, environment, "status", "--json")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      status = JSON.readTree(process.getInputStream().readAllBytes());
      ready = process.waitFor() == 0;
    } catch (IOException e) {
      throw new TargetException("./tidings status can't be understood", e);
    }
    var gateways = new ArrayList<Long>();
    var brokers = new ArrayList<Long>();
    for (JsonNode each : status.path("processes")) {
      String name = each.path("name").asText();
      if (name.startsWith("gateway")) {
        gateways.add(each.path("pid").asLong());
      } else if (name.equals("kafka")) {
        brokers.add(each.path("pid").asLong());
      }
    }
    gatewayProcesses = List.copyOf(gateways);
    kafkaProcesses = List.copyOf(brokers);
    return ready && !gateways.isEmpty();
  }

  /** By SIGTERM to the gateway; its launcher starts a new one on the same port. */
  @Override
  public void drain() {
    gatewayProcesses.stream()
        .flatMap(id -> ProcessHandle.of(id).stream())
        .forEach(ProcessHandle::destroy);
  }

  @Override
  public String name() {
    return "tidings";
  }

  @Override
  public InetSocketAddress address() {
    return gateway;
  }

  @Override
  public List<Long> serverProcesses() {
    return gatewayProcesses;
  }

  @Override
  public List<Long> brokerProcesses() {
    return kafkaProcesses;
  }

  @Override
  public void prepare(List<Seat> seats) throws InterruptedException {
    tokens.fetch(seats);
  }

  @Override
  public Conversation conversation(Seat seat) {
    return new TidingsConversation(seat, tokens.of(seat));
  }

  @Override
  public Publisher publisher(String workspace) {
    return new IngressPublisher(kafka, workspace);
  }

  /** Asks the JVMs of the gateway for a full collection. */
  @Override
  public void collectGarbage() throws InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    for (long process : gatewayProcesses) {
      try {
        new ProcessBuilder(jcmd.toString(), Long.toString(process), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      } catch (IOException e) {
        // Without the tool, or without a JVM, the memory is what it is.
        return;
      }
    }
  }

  @Override
  public void close() {
    tokens.close();
    launcher.close();
  }
}
