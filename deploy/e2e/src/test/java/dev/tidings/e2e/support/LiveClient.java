package dev.tidings.e2e.support;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/**
 * One WebSocket connection that keeps every frame it got, in order. A client that reconnects is
 * another one.
 */
public final class LiveClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(5);

  private final List<Frame> frames = new ArrayList<>();
  private final Map<String, CompletableFuture<Frame>> answers = new ConcurrentHashMap<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private volatile int closeCode;
  private volatile boolean ended;
  private WebSocket socket;

  private LiveClient() {}

  /**
   * Opens a connection; doesn't wait for {@code CONNECTED}.
   *
   * @throws CompletionException if the handshake fails
   */
  public static LiveClient open(
      HttpClient http, URI address, Map<String, String> headers, List<String> subprotocols) {
    var client = new LiveClient();
    WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(PATIENCE);
    headers.forEach(builder::header);
    if (!subprotocols.isEmpty()) {
      builder.subprotocols(
          subprotocols.getFirst(),
          subprotocols.subList(1, subprotocols.size()).toArray(String[]::new));
    }
    client.socket = builder.buildAsync(address, client.new Recorder()).join();
    return client;
  }

  /** All frames so far. */
  public List<Frame> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  /** The frames so far that satisfy a condition. */
  public List<Frame> frames(Predicate<Frame> condition) {
    return frames().stream().filter(condition).toList();
  }

  /** The first frame, past or to come, that satisfies a condition. */
  public Frame awaitFrame(Predicate<Frame> condition) {
    return awaitFrames(1, condition).getFirst();
  }

  /** At least so many frames, past or to come, that satisfy a condition: all there are. */
  public List<Frame> awaitFrames(int count, Predicate<Frame> condition) {
    return awaitFrames(count, PATIENCE, condition);
  }

  /** At least so many frames, past or to come, that satisfy a condition: all there are. */
  public List<Frame> awaitFrames(int count, Duration patience, Predicate<Frame> condition) {
    try {
      return await()
          .atMost(patience)
          .pollDelay(Duration.ZERO)
          .pollInterval(POLL)
          .until(() -> frames(condition), found -> found.size() >= count);
    } catch (ConditionTimeoutException e) {
      List<Frame> all = frames();
      throw new AssertionError(
          "%d of %d frames came within %s; the last of all %d: %s"
              .formatted(
                  frames(condition).size(),
                  count,
                  patience,
                  all.size(),
                  all.subList(Math.max(0, all.size() - 10), all.size())),
          e);
    }
  }

  /** Sends a frame with a fresh id and returns its {@code ACK} or {@code ERROR}. */
  public Frame request(String type, Map<String, ?> data) {
    return answer(send(type, data));
  }

  /** The {@code ACK} or {@code ERROR} of a frame. */
  public Frame answer(String id) {
    return answerWithin(id, PATIENCE)
        .orElseThrow(() -> new AssertionError("No answer to frame " + id + " in " + frames()));
  }

  /** The answer to a frame if it comes in time and before the connection's end. */
  public Optional<Frame> answerWithin(String id, Duration patience) {
    CompletableFuture<Frame> answer = expectedAnswer(id);
    if (ended) {
      answer.cancel(false);
    }
    try {
      return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException | CancellationException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Every {@code ACK} and {@code ERROR} that has come for a frame. */
  public List<Frame> answers(String id) {
    return frames(frame -> isAnswer(frame, id));
  }

  /** Sends a frame with a fresh id, which it returns, and doesn't wait. */
  public String send(String type, Map<String, ?> data) {
    String id = Integer.toString(lastId.incrementAndGet());
    var frame = new LinkedHashMap<String, Object>();
    frame.put("type", type);
    frame.put("id", id);
    frame.put("data", data);
    sendText(Json.write(frame));
    return id;
  }

  /** Sends whatever text. */
  public void sendText(String text) {
    synchronized (socket) {
      socket.sendText(text, true).join();
    }
  }

  /**
   * Waits until the gateway has answered a {@code PING}: what was written to this connection before
   * has arrived by then.
   */
  public void settle() {
    request("PING", Map.of());
  }

  /** Whether the connection is over, in whatever way. */
  public boolean isEnded() {
    return ended;
  }

  /** The close code that the gateway sent; 0 if none came. */
  public int closeCode() {
    return closeCode;
  }

  /** Ends the connection in good order. */
  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(e -> socket).join();
    socket.abort();
    end();
  }

  /** Ends the connection without a close frame, as a lost network does. */
  public void abort() {
    socket.abort();
    end();
  }

  private CompletableFuture<Frame> expectedAnswer(String id) {
    return answers.computeIfAbsent(id, any -> new CompletableFuture<>());
  }

  private void end() {
    ended = true;
    answers.values().forEach(answer -> answer.cancel(false));
  }

  private static boolean isAnswer(Frame frame, String id) {
    return (frame.is("ACK") || frame.is("ERROR")) && id.equals(frame.id());
  }

  private final class Recorder implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        var frame = new Frame(Json.parse(text.toString()), System.nanoTime());
        text.setLength(0);
        synchronized (frames) {
          frames.add(frame);
        }
        if (frame.id() != null && isAnswer(frame, frame.id())) {
          expectedAnswer(frame.id()).complete(frame);
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closeCode = code;
      end();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      end();
    }
  }
}
