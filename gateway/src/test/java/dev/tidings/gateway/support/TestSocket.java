package dev.tidings.gateway.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** A WebSocket client on the JDK's own stack. Keeps every frame. */
public final class TestSocket implements WebSocket.Listener, AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private WebSocket socket;
  private volatile int closeCode;
  private volatile boolean paused;
  private volatile boolean owed;

  /** Connects with the token in the Authorization header and waits for CONNECTED. */
  public static TestSocket connect(URI ws, String token) {
    var client = new TestSocket();
    client.socket =
        HTTP.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(ws, client)
            .join();
    client.awaitFrame(frame -> is(frame, "CONNECTED"));
    return client;
  }

  /** Connects by a builder of the caller's. */
  public static TestSocket connect(
      URI ws, java.util.function.UnaryOperator<WebSocket.Builder> how) {
    var client = new TestSocket();
    client.socket = how.apply(HTTP.newWebSocketBuilder()).buildAsync(ws, client).join();
    return client;
  }

  /** Whether the frame is of the type. */
  public static boolean is(JsonNode frame, String type) {
    return frame.path("type").asText().equals(type);
  }

  /** The sub-protocol that the server chose. */
  public String subProtocol() {
    return socket.getSubprotocol();
  }

  /** Sends a text as it is. */
  public void send(String text) {
    socket.sendText(text, true).join();
  }

  /** Sends bytes. */
  public void sendBinary(byte[] bytes) {
    socket.sendBinary(java.nio.ByteBuffer.wrap(bytes), true).join();
  }

  /** Sends a frame and returns its ACK or ERROR. */
  public JsonNode request(String type, String id, String data) {
    send("{\"type\":\"" + type + "\",\"id\":\"" + id + "\",\"data\":" + data + "}");
    return answer(id);
  }

  /** The ACK or ERROR with the id. */
  public JsonNode answer(String id) {
    return awaitFrame(
        frame -> frame.path("id").asText().equals(id) && (is(frame, "ACK") || is(frame, "ERROR")));
  }

  /** Subscribes and expects an ACK. */
  public JsonNode subscribe(String id, String channel) {
    JsonNode answer = request("SUBSCRIBE", id, "{\"channel\":\"" + channel + "\"}");
    assertThat(answer.path("type").asText()).as(answer.toString()).isEqualTo("ACK");
    return answer;
  }

  /** The first frame that fits, now or soon. */
  public JsonNode awaitFrame(Predicate<JsonNode> fits) {
    return await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> frames.stream().filter(fits).findFirst().orElse(null),
            java.util.Objects::nonNull);
  }

  /** The event with the id. */
  public JsonNode awaitEvent(String eventId) {
    return awaitFrame(frame -> frame.path("eventId").asText().equals(eventId));
  }

  public List<JsonNode> frames() {
    return frames;
  }

  /** The messages as they came: frames, or arrays of frames. */
  public List<JsonNode> messages() {
    return messages;
  }

  /** The ids of all events of the channel so far, in order. */
  public List<String> events(String channel) {
    return frames.stream()
        .filter(frame -> frame.has("eventId"))
        .filter(frame -> frame.path("channel").asText().equals(channel))
        .map(frame -> frame.path("eventId").asText())
        .toList();
  }

  /** The close code, once the server has closed. */
  public int awaitClose() {
    await().atMost(TIMEOUT).until(() -> closeCode != 0);
    return closeCode;
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      try {
        JsonNode message = Json.mapper().readTree(partial.toString());
        messages.add(message);
        if (message.isArray()) {
          message.forEach(frames::add);
        } else {
          frames.add(message);
        }
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + partial, e);
      }
      partial.setLength(0);
    }
    if (paused) {
      owed = true;
    } else {
      webSocket.request(1);
    }
    return null;
  }

  /** Stops reading, so that what is sent fills the buffers on the way. */
  public void pause() {
    paused = true;
  }

  /** Reads on. */
  public void goOn() {
    paused = false;
    if (owed) {
      socket.request(1);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closeCode = statusCode;
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closeCode = 1006;
  }

  @Override
  public void close() {
    if (!socket.isOutputClosed()) {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }
  }
}
