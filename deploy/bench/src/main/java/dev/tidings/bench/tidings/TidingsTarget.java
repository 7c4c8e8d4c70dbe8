package dev.tidings.bench.tidings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidings.bench.server.Conversation;
import dev.tidings.bench.server.Publisher;
import dev.tidings.bench.server.ResumableTarget;
import dev.tidings.bench.server.Seat;
import dev.tidings.bench.server.ServerProcess;
import dev.tidings.bench.server.TargetException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running system, on new data, in development mode: it hands out tokens. */
public final class TidingsTarget implements ResumableTarget {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HOST = "127.0.0.1";
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);
  private static final long POLL_SECONDS = 2;

  private static final String JVM_OPTIONS = "TIDINGS_JVM_OPTIONS";

  /** HotSpot's own values of what the launcher sets. */
  private static final String DEFAULT_COMPILATION =
      String.join(
          " ",
          "-XX:Tier4InvocationThreshold=5000",
          "-XX:Tier4MinInvocationThreshold=600",
          "-XX:Tier4CompileThreshold=15000",
          "-XX:Tier4BackEdgeThreshold=40000");

  private static final String GATEWAY_PORTS = "TIDINGS_GATEWAY_PORTS";

  /** The other parts that get a port, as the launcher's variables name them. */
  private static final List<String> PARTS =
      List.of("CHAT", "NOTIFICATION", "PRESENCE", "ANALYTICS", "POSTGRES", "KAFKA");

  /** Limits of one person and of one room, which a load of few people would reach at once. */
  private static final List<String> CHAT_LIMITS =
      List.of(
          "SENDS_PER_USER",
          "SEND_BURST_PER_USER",
          "SENDS_PER_ROOM",
          "SEND_BURST_PER_ROOM",
          "CHANGES_PER_USER",
          "CHANGE_BURST_PER_USER");

  private static final String UNREACHABLE = "1000000";

  /** What would lead to another system than one of our own. */
  private static final List<String> FOREIGN =
      List.of("TIDINGS_HOME", "TIDINGS_POSTGRES_URL", "TIDINGS_KAFKA_BOOTSTRAP");

  private final Path root;
  private final Map<String, String> environment;
  private final Path home;
  private final List<InetSocketAddress> gateways;
  private final ServerProcess launcher;
  private final TokenOffice tokens;

  /** Ids by port. */
  private Map<Integer, Long> processes = Map.of();

  /** The gateway that clients connect to, as a load balancer would choose it. */
  private volatile int current;

  private TidingsTarget(
      Path root, Path home, Map<String, String> environment, ServerProcess launcher) {
    this.root = root;
    this.home = home;
    this.environment = environment;
    this.gateways =
        Stream.of(environment.get(GATEWAY_PORTS).split(","))
            .map(port -> new InetSocketAddress(HOST, Integer.parseInt(port)))
            .toList();
    this.launcher = launcher;
    this.tokens = new TokenOffice(gateways.getFirst());
  }

  /**
   * Starts what is built and returns when it is ready.
   *
   * @param root the checkout
   * @param home the data directory, made; variables of the environment that configure the services
   *     reach them
   * @param gateways how many
   */
  public static TidingsTarget start(Path root, Path home, int gateways)
      throws TargetException, InterruptedException {
    return start(root, home, gateways, Map.of());
  }

  /**
   * The same with services that compile what is hot when a JVM does by default, as the container
   * images have it; the launcher has them wait, for the sake of a quick start.
   */
  public static TidingsTarget startAsDeployed(Path root, Path home, int gateways)
      throws TargetException, InterruptedException {
    String further = System.getenv().getOrDefault(JVM_OPTIONS, "");
    return start(root, home, gateways, Map.of(JVM_OPTIONS, DEFAULT_COMPILATION + " " + further));
  }

  private static TidingsTarget start(
      Path root, Path home, int gateways, Map<String, String> settings)
      throws TargetException, InterruptedException {
    var environment = new HashMap<>(settings);
    environment.put("TIDINGS_HOME", home.toString());
    CHAT_LIMITS.forEach(limit -> environment.put("TIDINGS_CHAT_LIMITS_" + limit, UNREACHABLE));
    List<String> ports = freePorts(gateways + PARTS.size());
    environment.put(GATEWAY_PORTS, String.join(",", ports.subList(0, gateways)));
    for (int i = 0; i < PARTS.size(); i++) {
      environment.put("TIDINGS_" + PARTS.get(i) + "_PORT", ports.get(gateways + i));
    }
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new TargetException(home + " can't be made", e);
    }
    var launcher =
        ServerProcess.start(
            command(
                root, environment, "up", "--no-build", "--gateways", Integer.toString(gateways)),
            home.resolve("up.log"));
    var target = new TidingsTarget(root, home, environment, launcher);
    try {
      target.awaitReady();
      return target;
    } catch (TargetException | InterruptedException | RuntimeException e) {
      target.close();
      throw e;
    }
  }

  private static List<String> freePorts(int count) throws TargetException {
    var ports = new LinkedHashSet<String>();
    while (ports.size() < count) {
      ports.add(Integer.toString(ServerProcess.freePort()));
    }
    return List.copyOf(ports);
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
    var found = new HashMap<Integer, Long>();
    for (JsonNode each : status.path("processes")) {
      found.put(each.path("port").asInt(), each.path("pid").asLong());
    }
    processes = Map.copyOf(found);
    return ready && found.containsKey(address().getPort());
  }

  /** By SIGTERM to the gateway; its launcher starts a new one on the same port. */
  @Override
  public void drain() {
    long leaving = processes.get(address().getPort());
    current = (current + 1) % gateways.size();
    ProcessHandle.of(leaving).ifPresent(ProcessHandle::destroy);
  }

  /** By SIGKILL to the gateway; its launcher starts a new one on the same port. */
  public void crash() {
    long dying = processes.get(address().getPort());
    current = (current + 1) % gateways.size();
    ProcessHandle.of(dying).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Override
  public String name() {
    return "tidings";
  }

  @Override
  public InetSocketAddress address() {
    return gateways.get(current);
  }

  @Override
  public List<Long> serverProcesses() {
    return gateways.stream().map(InetSocketAddress::getPort).map(processes::get).toList();
  }

  @Override
  public List<Long> brokerProcesses() {
    return List.of(process("KAFKA"));
  }

  /** The port of a part that isn't a gateway, by the launcher's name of it: {@code CHAT}. */
  public int port(String part) {
    return Integer.parseInt(environment.get("TIDINGS_" + part + "_PORT"));
  }

  /** The process of such a part. */
  public long process(String part) {
    return processes.get(port(part));
  }

  /** Where the data and logs are. */
  public Path home() {
    return home;
  }

  /** The brokers' addresses. */
  public String kafka() {
    return HOST + ":" + port("KAFKA");
  }

  /** Where users get their tokens. */
  public TokenOffice tokens() {
    return tokens;
  }

  @Override
  public void prepare(List<Seat> seats) throws InterruptedException {
    tokens.fetch(seats);
  }

  @Override
  public Conversation conversation(Seat seat) {
    return new TidingsConversation(
        seat, tokens.of(seat), TidingsConversation.channel(seat.channel()));
  }

  @Override
  public Publisher publisher(String workspace) {
    return new IngressPublisher(kafka(), workspace);
  }

  /** Asks the JVMs of the gateway for a full collection. */
  @Override
  public void collectGarbage() throws InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    for (long process : serverProcesses()) {
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
