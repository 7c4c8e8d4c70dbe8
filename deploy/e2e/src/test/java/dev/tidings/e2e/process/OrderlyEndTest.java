package dev.tidings.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.Database;
import dev.tidings.e2e.support.Database.StoredMessage;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Json;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.Replica;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import dev.tidings.e2e.support.UnfinishedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * R-X7: a process that is asked to end, in the middle of its work, is not ready any more, answers
 * what it has begun, ends well within its grace, and nothing that it said yes to is lost.
 */
@EndToEnd
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads how a process was started from /proc")
class OrderlyEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What the chart gives each of them. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** Nobody is refused for asking too much. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final int ENOUGH = 20;
  private static final String WORKSPACE = "orderly-end";

  private final TidingsSystem system;
  private final Map<Part, Future<Replica>> replicas = new EnumMap<>(Part.class);

  /** What may be asked to end, in words of its own work. */
  enum Part {
    CHAT("chat-service", "/api/chat/messages"),
    NOTIFICATION("notification-service", "/api/notifications"),
    PRESENCE("presence-service", "/api/users/presence/lookup"),
    ANALYTICS("analytics-service", "/api/analytics/pageview"),
    GATEWAY("gateway", "/api/chat/messages");

    private final String process;
    private final String path;

    Part(String process, String path) {
      this.process = process;
      this.path = path;
    }

    private Path log() {
      return Path.of("target", process + "-ended.log");
    }
  }

  OrderlyEndTest(TidingsSystem system) {
    this.system = system;
  }

  /** All at once: each waits more than it computes. */
  @BeforeAll
  void startReplicas() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Part part : Part.values()) {
        var changes = Map.of("TIDINGS_GATEWAY_DRAIN_SETTLE", "1s");
        replicas.put(
            part,
            threads.submit(
                () ->
                    Replica.startBeside(
                        system, system.process(part.process), part.log(), changes)));
      }
    }
  }

  @AfterAll
  void endReplicas() {
    replicas.values().stream()
        .filter(replica -> replica.state() == Future.State.SUCCESS)
        .map(Future::resultNow)
        .forEach(Replica::close);
  }

  @ParameterizedTest
  @EnumSource
  void shouldAnswerWhatItHasTakenAndEndWell(Part part) throws Exception {
    Replica replica = replicas.get(part).get();
    await().atMost(PATIENCE).until(() -> isReady(replica));
    try (Work work = work(part, replica.address());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> acknowledged = new CopyOnWriteArrayList<>();
      Future<?> working = threads.submit(() -> workOn(work, acknowledged));
      await().atMost(PATIENCE).until(() -> acknowledged.size() >= ENOUGH);
      try (var begun =
          UnfinishedRequest.begin(
              replica.address(), part.path, work.user().token(), work.request("begun"))) {
        int before = acknowledged.size();
        await().atMost(PATIENCE).until(() -> acknowledged.size() > before + 2 || working.isDone());
        replica.terminate();
        await("not ready while it still answers")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(10))
            .until(() -> !isReady(replica));
        assertThat(begun.finish().status()).isBetween(200, 202);
      }
      assertThat(replica.exitCode(GRACE)).isZero();
      working.get();
      acknowledged.add("begun");
      work.awaitAll(acknowledged);
    }
    assertThat(linesOf(part.log()))
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(Json.parse(line).path("level").asText()).isIn("INFO", "WARN"));
  }

  /** Until nobody answers any more: who comes then has been promised nothing. */
  private static void workOn(Work work, List<String> acknowledged) {
    try {
      for (int i = 0; ; i++) {
        String name = "n-" + i;
        if (!work.isDone(name)) {
          return;
        }
        acknowledged.add(name);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (UncheckedIOException e) {
      // It has ended.
    }
  }

  private boolean isReady(Replica replica) {
    try {
      return system
              .withToken("none", "nobody", WORKSPACE)
              .at(replica.address())
              .get("/q/health/ready")
              .status()
          == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private Work work(Part part, URI replica) {
    return switch (part) {
      case CHAT, GATEWAY -> new Conversation(part, replica);
      case NOTIFICATION -> new Notifications(part, replica);
      case PRESENCE -> new Arrivals(part, replica);
      case ANALYTICS -> new PageViews(part, replica);
    };
  }

  /** What a process is kept busy with. */
  private abstract class Work implements AutoCloseable {
    private final Part part;
    private final TestUser user;

    private Work(Part part, URI replica, String... roles) {
      this.part = part;
      this.user = system.user("alice", WORKSPACE, roles).at(replica);
    }

    TestUser user() {
      return user;
    }

    /** What is asked of the process; its name is found again in what comes of it. */
    abstract Object request(String name);

    /** Whether the process said yes; it says no only when it ends. */
    boolean isDone(String name) {
      Answer answer = user.exchange("POST", part.path, Json.write(request(name)), headers());
      if (answer.status() != 503) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 202);
      }
      return answer.status() != 503;
    }

    Map<String, String> headers() {
      return Map.of();
    }

    /** Everything acknowledged is there, and was told to whom it concerns. */
    abstract void awaitAll(List<String> acknowledged);

    @Override
    public void close() {}
  }

  /** Messages, stored and told. */
  private final class Conversation extends Work {
    private final TestUser bob = system.user("bob", WORKSPACE);
    private final String room;
    private final LiveClient bobs;

    private Conversation(Part part, URI replica) {
      super(part, replica);
      room = system.user("alice", WORKSPACE).createRoom("orderly end", bob);
      bobs = bob.connect();
    }

    @Override
    Object request(String name) {
      return Map.of("roomId", room, "clientMessageId", name, "message", "Message " + name);
    }

    @Override
    void awaitAll(List<String> acknowledged) {
      List<StoredMessage> stored;
      try (Database database = system.database()) {
        stored =
            database.messages(WORKSPACE).stream()
                .filter(message -> message.roomId().equals(room))
                .toList();
      }
      assertThat(stored)
          .extracting(StoredMessage::clientMessageId)
          .containsAll(acknowledged)
          .doesNotHaveDuplicates();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(bobs.frames(frame -> frame.is("MESSAGE_RECEIVED", "room:" + room)))
                      .extracting(frame -> frame.data().path("id").asText())
                      .containsExactlyElementsOf(stored.stream().map(StoredMessage::id).toList()));
    }

    @Override
    public void close() {
      bobs.close();
    }
  }

  /** Notifications, listed once. */
  private final class Notifications extends Work {
    private final TestUser bob = system.user("bob-of-notifications", WORKSPACE);

    private Notifications(Part part, URI replica) {
      super(part, replica, "ADMIN");
    }

    @Override
    Object request(String name) {
      return Map.of("userId", bob.id(), "type", "review", "title", name);
    }

    @Override
    void awaitAll(List<String> acknowledged) {
      assertThat(
              StreamSupport.stream(
                      bob.get("/api/notifications?limit=200")
                          .expect(200)
                          .json()
                          .path("items")
                          .spliterator(),
                      false)
                  .map(each -> each.path("title").asText()))
          .doesNotHaveDuplicates()
          .containsAll(acknowledged.reversed().stream().limit(150).toList());
    }
  }

  /** People who connect to a gateway, of whom presence-service hears by Kafka. */
  private final class Arrivals extends Work {
    private final List<LiveClient> there = new CopyOnWriteArrayList<>();

    private Arrivals(Part part, URI replica) {
      super(part, replica);
    }

    @Override
    Object request(String name) {
      return Map.of("userIds", List.of(name));
    }

    @Override
    boolean isDone(String name) {
      there.add(system.user(name, WORKSPACE).connect());
      return super.isDone(name);
    }

    @Override
    void awaitAll(List<String> acknowledged) {
      List<String> arrived = acknowledged.stream().filter(name -> !name.equals("begun")).toList();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(
                          system
                              .user("bob", WORKSPACE)
                              .get("/api/realtime/online-users?limit=200")
                              .expect(200)
                              .json()
                              .path("items")
                              .findValuesAsText("userId"))
                      .containsAll(arrived.stream().limit(150).toList()));
    }

    @Override
    public void close() {
      there.forEach(LiveClient::close);
    }
  }

  /** Page views, each a row. */
  private final class PageViews extends Work {

    private static final String PAGE = "/orderly-end";

    private PageViews(Part part, URI replica) {
      super(part, replica);
    }

    @Override
    Object request(String name) {
      return Map.of("site", "default", "pageUrl", "http://localhost:3000" + PAGE + "?" + name);
    }

    @Override
    Map<String, String> headers() {
      return Map.of("Origin", "http://localhost:3000", "User-Agent", "Mozilla/5.0 Firefox/140.0");
    }

    @Override
    void awaitAll(List<String> acknowledged) {
      try (Database database = system.database()) {
        await()
            .atMost(PATIENCE)
            .until(() -> database.pageViews("acme", PAGE) >= acknowledged.size());
      }
    }
  }

  /**
   * What the process has logged, for machines; the JVM's own word comes first. Kafka's connector
   * calls it an error that records were not taken any more: they come again.
   */
  private static List<String> linesOf(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> !line.startsWith("NOTE: "))
        .filter(line -> !line.contains("\"loggerName\":\"io.smallrye.reactive.messaging."))
        .toList();
  }
}
