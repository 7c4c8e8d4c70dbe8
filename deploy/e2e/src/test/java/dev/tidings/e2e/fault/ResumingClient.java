package dev.tidings.e2e.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.Json;
import dev.tidings.e2e.support.TestUser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A client as the protocol asks it to be: keeps the last position of each channel, connects again
 * to any gateway when its connection ends, and subscribes from there. Its channels' events are
 * numbered by their publisher, so it notes at once what should not be.
 */
final class ResumingClient implements AutoCloseable {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration HANDSHAKE_PATIENCE = Duration.ofSeconds(20);
  private static final int LONGEST_PAUSE_MS = 300;
  private static final int DRAINED = 4002;

  private final TestUser user;
  private final List<URI> gateways;
  private final Random random;
  private final Map<String, Progress> channels = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
  private final List<JsonNode> farewells = new ArrayList<>();
  private final Thread thread = Thread.ofVirtual().unstarted(this::run);
  private volatile boolean running = true;
  private volatile Connection current;
  private int connections;
  private int resumed;
  private int replayed;
  private int refused;

  /** What is known of a channel. Guarded by the client. */
  private static final class Progress {
    private JsonNode position;
    private long last = -1;
    private boolean lossTold;
  }

  /**
   * @param seed of its choices: gateways, pauses, who closes first
   */
  ResumingClient(TestUser user, List<URI> gateways, List<String> channels, long seed) {
    this.user = user;
    this.gateways = gateways;
    this.random = new Random(seed);
    channels.forEach(channel -> this.channels.put(channel, new Progress()));
  }

  ResumingClient start() {
    thread.start();
    return this;
  }

  /** Loses its connection without a word, whatever it is doing. */
  void loseConnection() {
    Connection connection = current;
    if (connection != null) {
      connection.abort();
    }
  }

  /** Whether every channel was subscribed at least once. */
  synchronized boolean isSubscribed() {
    return channels.values().stream().allMatch(progress -> progress.position != null);
  }

  /** Whether the last event of every channel has come. */
  synchronized boolean hasAll(Map<String, Long> lastNumbers) {
    return channels.entrySet().stream()
        .allMatch(each -> each.getValue().last == lastNumbers.get(each.getKey()));
  }

  /** What should not have been; empty if all is well. */
  synchronized List<String> faults() {
    return List.copyOf(faults);
  }

  /** The {@code DISCONNECT} frames of gateways that were stopping. */
  synchronized List<JsonNode> farewells() {
    return List.copyOf(farewells);
  }

  /** How often it connected. */
  synchronized int connections() {
    return connections;
  }

  /** How many subscriptions went on where an earlier one had ended. */
  synchronized int resumed() {
    return resumed;
  }

  /** How many events came by replay. */
  synchronized int replayed() {
    return replayed;
  }

  /** How many subscriptions were told that something is missing. */
  synchronized int refused() {
    return refused;
  }

  @Override
  public synchronized String toString() {
    var state = new HashMap<String, Long>();
    channels.forEach((channel, progress) -> state.put(channel, progress.last));
    return user.id() + state;
  }

  @Override
  public void close() {
    running = false;
    loseConnection();
    LockSupport.unpark(thread);
  }

  private void run() {
    while (running) {
      URI gateway = gateways.get(random.nextInt(gateways.size()));
      try {
        var connection = new Connection();
        current = connection;
        connection.open(gateway);
        connection.ended.await();
        pause(connection.afterMs);
      } catch (CompletionException e) {
        // That gateway is away or is stopping; the next round asks any of them.
        pause(50 + random.nextInt(LONGEST_PAUSE_MS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void pause(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private final class Connection implements WebSocket.Listener {
    private final CountDownLatch ended = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> questions = new HashMap<>();
    private volatile WebSocket socket;
    private volatile long afterMs;

    private void open(URI gateway) {
      socket =
          HTTP.newWebSocketBuilder()
              .connectTimeout(HANDSHAKE_PATIENCE)
              .header("Authorization", "Bearer " + user.token())
              .buildAsync(URI.create("ws://" + gateway.getAuthority() + "/ws?resume=1"), this)
              .join();
      synchronized (ResumingClient.this) {
        connections++;
      }
    }

    private void abort() {
      WebSocket open = socket;
      if (open != null) {
        open.abort();
        ended.countDown();
      }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode frame = Json.parse(text.toString());
        text.setLength(0);
        synchronized (ResumingClient.this) {
          if (current == this) {
            take(from, frame);
          }
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      ended.countDown();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ended.countDown();
    }

    private void take(WebSocket from, JsonNode frame) {
      switch (frame.path("type").asText()) {
        case "CONNECTED" -> subscribe(from);
        case "ACK" -> acknowledged(frame);
        case "ERROR" -> {
          if (!frame.at("/data/retryable").asBoolean()) {
            faults.add("refused: " + frame);
          }
          from.abort();
          ended.countDown();
        }
        case "DISCONNECT" -> farewell(from, frame);
        default -> event(frame);
      }
    }

    private void subscribe(WebSocket from) {
      CompletionStage<WebSocket> sent = CompletableFuture.completedStage(from);
      for (String channel : channels.keySet()) {
        String id = "s" + questions.size();
        questions.put(id, channel);
        var data = new HashMap<String, Object>();
        data.put("channel", channel);
        if (channels.get(channel).position != null) {
          data.put("since", channels.get(channel).position);
        }
        String question = Json.write(Map.of("type", "SUBSCRIBE", "id", id, "data", data));
        sent = sent.thenCompose(open -> open.sendText(question, true));
      }
      sent.exceptionally(
          lost -> {
            ended.countDown();
            return from;
          });
    }

    private void acknowledged(JsonNode ack) {
      String channel = questions.get(ack.path("id").asText());
      Progress progress = channels.get(channel);
      boolean first = progress.position == null;
      boolean recovered = ack.at("/data/recovered").asBoolean();
      int count = ack.at("/data/replayed").asInt();
      replayed += count;
      if (!first && recovered) {
        resumed++;
      }
      if (!recovered) {
        refused++;
        progress.lossTold = true;
      }
      // What is replayed comes after this and brings its positions along.
      if (!recovered || count == 0) {
        progress.position = ack.path("position");
      }
    }

    private void event(JsonNode frame) {
      Progress progress = channels.get(frame.path("channel").asText());
      if (progress == null || !frame.path("data").has("n")) {
        return;
      }
      long number = frame.at("/data/n").asLong();
      boolean follows = number == progress.last + 1;
      if (progress.last >= 0 && (progress.lossTold ? number <= progress.last + 1 : !follows)) {
        faults.add(
            "%s: %s%d after %d on connection %d in %s"
                .formatted(
                    user.id(),
                    progress.lossTold ? "told of a loss, and then " : "",
                    number,
                    progress.last,
                    connections,
                    frame));
      }
      progress.lossTold = false;
      progress.last = number;
      progress.position = frame.path("position");
    }

    /** Half of them close first, the others wait for the gateway to do it. */
    private void farewell(WebSocket from, JsonNode frame) {
      if (frame.at("/data/code").asInt() == DRAINED) {
        farewells.add(frame);
        afterMs = frame.at("/data/afterMs").asLong();
        if (random.nextBoolean()) {
          from.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(gone -> from);
        }
      }
    }
  }
}
