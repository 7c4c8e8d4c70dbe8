package dev.tidings.gateway.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads an event stream as a browser does, on the JDK's own HTTP client. Keeps every event and
 * comment.
 */
public final class TestStream implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<String> comments = new CopyOnWriteArrayList<>();
  private final HttpResponse<Stream<String>> response;
  private volatile String lastEventId = "";
  private volatile boolean ended;

  /** One event: its type, the last id at that point, and the frame. */
  public record Event(String type, String id, JsonNode frame) {}

  private TestStream(HttpResponse<Stream<String>> response, String lastEventId) {
    this.response = response;
    this.lastEventId = lastEventId == null ? "" : lastEventId;
  }

  /** Opens a stream over HTTP/1.1 and waits for CONNECTED. */
  public static TestStream open(URI uri, String token, String lastEventId) {
    return open(uri, token, lastEventId, HttpClient.Version.HTTP_1_1);
  }

  /** Opens a stream and waits for CONNECTED. */
  public static TestStream open(
      URI uri, String token, String lastEventId, HttpClient.Version version) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).version(version).header("Authorization", "Bearer " + token);
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<Stream<String>> response =
        HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines()).join();
    assertThat(response.statusCode()).isEqualTo(200);
    var stream = new TestStream(response, lastEventId);
    Thread.ofVirtual().name("stream").start(stream::read);
    stream.await("CONNECTED");
    return stream;
  }

  /** The response's head. */
  public HttpResponse<?> response() {
    return response;
  }

  /** Everything so far. */
  public List<Event> events() {
    return events;
  }

  /** The comments so far. */
  public List<String> comments() {
    return comments;
  }

  /** What a browser would send back. */
  public String lastEventId() {
    return lastEventId;
  }

  /** The first event of the type, now or soon. */
  public Event await(String type) {
    return await(event -> event.type().equals(type));
  }

  /** The answer of a channel: its ACK or ERROR. */
  public JsonNode answer(String channel) {
    return await(event -> event.frame().path("id").asText().equals(channel)).frame();
  }

  /** The event with the id. */
  public Event awaitEvent(String eventId) {
    return await(event -> event.frame().path("eventId").asText().equals(eventId));
  }

  /** The first event that fits, now or soon. */
  public Event await(Predicate<Event> fits) {
    return Patience.await()
        .until(() -> events.stream().filter(fits).findFirst().orElse(null), Objects::nonNull);
  }

  /** The ids of all events of the channel so far, in order. */
  public List<String> events(String channel) {
    return events.stream()
        .map(Event::frame)
        .filter(frame -> frame.has("eventId"))
        .filter(frame -> frame.path("channel").asText().equals(channel))
        .map(frame -> frame.path("eventId").asText())
        .toList();
  }

  /** Waits until the server has ended the stream. */
  public void awaitEnd() {
    Patience.await().until(() -> ended);
  }

  private void read() {
    String type = "message";
    var data = new StringBuilder();
    try (Stream<String> lines = response.body()) {
      for (String line : (Iterable<String>) lines::iterator) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            events.add(new Event(type, lastEventId, Json.mapper().readTree(data.toString())));
          }
          type = "message";
          data.setLength(0);
        } else if (line.startsWith(":")) {
          comments.add(line);
        } else if (line.startsWith("event: ")) {
          type = line.substring("event: ".length());
        } else if (line.startsWith("id: ")) {
          lastEventId = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
          data.append(line.substring("data: ".length()));
        } else {
          assertThat(line).startsWith("retry: ");
        }
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + data, e);
    } catch (java.io.UncheckedIOException e) {
      assertThat(e).as("the stream was closed").isNotNull();
    } finally {
      ended = true;
    }
  }

  @Override
  public void close() {
    response.body().close();
  }
}
