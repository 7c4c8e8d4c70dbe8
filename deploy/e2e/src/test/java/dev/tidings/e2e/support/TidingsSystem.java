package dev.tidings.e2e.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A whole Tidings, started by its launcher as {@code ./tidings up} does, on ports and with a data
 * directory of its own: a system that somebody works with on this machine is left alone.
 */
public final class TidingsSystem implements AutoCloseable {

  /** What runs, as {@code tidings status} names it. */
  public static final List<String> PROCESSES =
      List.of(
          "postgres",
          "kafka",
          "chat-service",
          "notification-service",
          "presence-service",
          "analytics-service",
          "gateway",
          "gateway-2");

  /** The key by which the requests of the webhook are signed. */
  private static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  /** Where the test has servers of its own, if it wants to: a mail server and a webhook's. */
  private static final List<String> OUTSIDE = List.of("mail", "webhook");

  /** How many clients a second a stopping gateway of this system sends to the other one. */
  public static final int DRAIN_PACE = 100;

  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);
  private static final Duration RECOVERY_PATIENCE = Duration.ofSeconds(240);
  private static final Duration HTTP_PATIENCE = Duration.ofSeconds(20);

  private final Path home;
  private final Map<String, Integer> ports;
  private final Launcher launcher;
  private final HttpClient http;
  private final Topics topics;
  private Process up;

  private TidingsSystem(Path home) {
    this.home = home;
    this.ports = freePorts();
    this.launcher = new Launcher(environment(home, ports));
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(HTTP_PATIENCE)
            .build();
    this.topics = new Topics(kafkaBootstrapServers());
  }

  /**
   * Starts a system on new data and returns when it is ready.
   *
   * @param home the data directory; made
   */
  public static TidingsSystem startNew(Path home) {
    var system = new TidingsSystem(home);
    try {
      system.start();
      return system;
    } catch (RuntimeException | AssertionError e) {
      system.close();
      throw e;
    }
  }

  /** Starts what {@link #stop()} or a crash has ended, on the same data and ports. */
  public void start() {
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path log = home.resolve("up.log");
    up = launcher.start(log, "up", "--no-build");
    await("the system's start; see " + log)
        .atMost(START_PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .until(
            () -> {
              if (!up.isAlive()) {
                throw new IllegalStateException(
                    "The launcher ended with " + up.exitValue() + ": " + Files.readString(log));
              }
              return gatewayIsReady() && processes().stream().allMatch(ManagedProcess::isReady);
            });
    assertThat(status()).extracting(ManagedProcess::name).containsAll(PROCESSES);
  }

  /** What {@code tidings status --json} says. */
  public List<ManagedProcess> status() {
    return processes(Json.parse(launcher.run("status", "--json").text()));
  }

  /**
   * The same from the file that the launcher writes: who only waits doesn't start a JVM to ask. No
   * process before there is one, and the last state of a launcher that was killed.
   */
  private List<ManagedProcess> processes() {
    try {
      return processes(Json.parse(Files.readString(home.resolve("state.json"))));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<ManagedProcess> processes(JsonNode status) {
    var processes = new ArrayList<ManagedProcess>();
    for (JsonNode each : status.path("processes")) {
      processes.add(
          new ManagedProcess(
              each.path("name").asText(),
              each.path("pid").asLong(),
              each.path("port").asInt(),
              each.path("state").asText()));
    }
    return processes;
  }

  /** The present process of a name. */
  public ManagedProcess process(String name) {
    return processes().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** Ends a process by SIGKILL, as a crash or the kernel would, and returns what it was. */
  public ManagedProcess kill(String name) {
    return kill(process(name));
  }

  /** The same of a process that one knows: at once. */
  public ManagedProcess kill(ManagedProcess victim) {
    ProcessHandle handle = ProcessHandle.of(victim.pid()).orElseThrow();
    assertThat(handle.destroyForcibly()).as("SIGKILL to %s", victim).isTrue();
    return victim;
  }

  /** Asks a process to end, as an operator or Kubernetes would, and returns what it was. */
  public ManagedProcess terminate(String name) {
    ManagedProcess victim = process(name);
    ProcessHandle handle = ProcessHandle.of(victim.pid()).orElseThrow();
    assertThat(handle.destroy()).as("SIGTERM to %s", victim).isTrue();
    return victim;
  }

  /** Waits until the launcher has replaced a killed process and everything is ready again. */
  public void awaitReplacement(ManagedProcess victim) {
    await("a new " + victim.name())
        .atMost(RECOVERY_PATIENCE)
        .until(
            () -> {
              List<ManagedProcess> now = processes();
              return now.stream().allMatch(ManagedProcess::isReady)
                  && now.stream()
                      .anyMatch(
                          each -> each.name().equals(victim.name()) && each.pid() != victim.pid());
            });
  }

  /** Ends the launcher alone, by SIGKILL. */
  public void killLauncher() {
    up.destroyForcibly();
  }

  /** Ends the system as {@code tidings down} does, and waits for that. */
  public void stop() {
    Launcher.Output down = launcher.run("down");
    assertThat(down.exitCode()).as("'tidings down' said: %s", down.text()).isZero();
    awaitEnd(up.toHandle());
  }

  /** Waits until a process is gone. */
  public static void awaitEnd(ManagedProcess process) {
    ProcessHandle.of(process.pid()).ifPresent(TidingsSystem::awaitEnd);
  }

  /** Waits until processes are gone. */
  public static void awaitEnd(ProcessHandle... processes) {
    await("the end of processes")
        .atMost(STOP_PATIENCE)
        .until(() -> Stream.of(processes).noneMatch(ProcessHandle::isAlive));
  }

  /** Whether anybody accepts connections on one of the system's ports. */
  public boolean anyPortIsTaken() {
    return ports.values().stream().anyMatch(TidingsSystem::isTaken);
  }

  /** Somebody with a token of this system, as {@code POST /dev/token} hands it out. */
  public TestUser user(String id, String workspace, String... roles) {
    String body =
        Json.write(
            Map.of(
                "user",
                id,
                "workspace",
                workspace,
                "roles",
                List.of(roles),
                "name",
                Character.toUpperCase(id.charAt(0)) + id.substring(1) + " Example"));
    Answer answer =
        withToken("", id, workspace)
            .exchange("POST", "/dev/token", body, Map.of("Authorization", "none"));
    return withToken(answer.expect(200).json().path("token").asText(), id, workspace);
  }

  /** Somebody with any token. */
  public TestUser withToken(String token, String id, String workspace) {
    return new TestUser(http, gateway(), id, workspace, token);
  }

  /** Signs with the key of this system. */
  public Tokens tokens() {
    try {
      return Tokens.signedWith(home.resolve("data/keys/signing-key.pem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI gateway() {
    return address("gateway");
  }

  /** Where a service listens, of which clients know nothing. */
  public URI address(String process) {
    return address(ports.get(process));
  }

  /** Where the services hand mail over; nobody is there unless a test is. */
  public int mailPort() {
    return ports.get("mail");
  }

  /** Where the services send what is for webhooks; nobody is there unless a test is. */
  public int webhookPort() {
    return ports.get("webhook");
  }

  /** An address of this machine. */
  public static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  public Topics topics() {
    return topics;
  }

  public String kafkaBootstrapServers() {
    return "127.0.0.1:" + ports.get("kafka");
  }

  /** The database, with the rights of its superuser. */
  public Database database() {
    try {
      String password = Files.readString(home.resolve("data/postgres/superuser.password")).strip();
      return Database.connect(ports.get("postgres"), password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of a metric of a process in Prometheus' text form; empty if it has none. */
  public Optional<Double> metric(URI process, String name) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(process.resolve("/q/metrics")).timeout(HTTP_PATIENCE).build();
      return http.send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
          .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends everything, whatever state it is in. */
  @Override
  public void close() {
    topics.close();
    http.shutdownNow();
    if (up == null || !up.isAlive()) {
      return;
    }
    up.destroy();
    try {
      if (!up.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        up.destroyForcibly();
      }
    } catch (InterruptedException e) {
      up.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private boolean gatewayIsReady() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(gateway().resolve("/q/health/ready"))
              .timeout(HTTP_PATIENCE)
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> environment(Path home, Map<String, Integer> ports) {
    var environment = new LinkedHashMap<String, String>();
    environment.put("TIDINGS_HOME", home.toString());
    ports.forEach(
        (process, port) -> {
          if (!process.startsWith("gateway") && !OUTSIDE.contains(process)) {
            environment.put(
                "TIDINGS_" + process.replace("-service", "").toUpperCase() + "_PORT",
                Integer.toString(port));
          }
        });
    environment.put("TIDINGS_GATEWAY_PORTS", ports.get("gateway") + "," + ports.get("gateway-2"));
    // A test's user sends what many would.
    environment.put("TIDINGS_CHAT_LIMITS_SENDS_PER_USER", "5000");
    environment.put("TIDINGS_CHAT_LIMITS_SEND_BURST_PER_USER", "50000");
    environment.put("TIDINGS_CHAT_LIMITS_SENDS_PER_ROOM", "5000");
    environment.put("TIDINGS_CHAT_LIMITS_SEND_BURST_PER_ROOM", "50000");
    environment.put("TIDINGS_GATEWAY_DRAIN_PACE", Integer.toString(DRAIN_PACE));
    environment.put("TIDINGS_NOTIFICATION_EMAIL_ENABLED", "true");
    environment.put("TIDINGS_NOTIFICATION_EMAIL_HOST", "127.0.0.1");
    environment.put("TIDINGS_NOTIFICATION_EMAIL_PORT", Integer.toString(ports.get("mail")));
    environment.put("TIDINGS_NOTIFICATION_EMAIL_START_TLS", "false");
    environment.put(
        "TIDINGS_NOTIFICATION_WEBHOOK_WEBHOOK_URL", address(ports.get("webhook")) + "hook");
    environment.put("TIDINGS_NOTIFICATION_WEBHOOK_WEBHOOK_SECRET", WEBHOOK_SECRET);
    // A digest's window is short, and begins soon; what a killed process had is taken over soon.
    environment.put("TIDINGS_NOTIFICATION_DELIVERY_LEASE", "6s");
    environment.put("TIDINGS_NOTIFICATION_DELIVERY_FLOOD_WITHIN", "3s");
    environment.put("TIDINGS_NOTIFICATION_DELIVERY_FLOOD_LIMIT", "2");
    // Processes are started a dozen times and live for minutes: C2 would never earn what it takes.
    environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
    return environment;
  }

  private static Map<String, Integer> freePorts() {
    var free = FreePorts.stream().distinct().iterator();
    var ports = new LinkedHashMap<String, Integer>();
    PROCESSES.forEach(process -> ports.put(process, free.next()));
    OUTSIDE.forEach(server -> ports.put(server, free.next()));
    return ports;
  }

  private static boolean isTaken(int port) {
    try (var socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
