package dev.tidings.e2e.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Somebody with a token, in front of one origin: the gateway, unless said otherwise. */
public final class TestUser {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;
  private final URI origin;
  private final String id;
  private final String workspace;
  private final String token;

  TestUser(HttpClient http, URI origin, String id, String workspace, String token) {
    this.http = http;
    this.origin = origin;
    this.id = id;
    this.workspace = workspace;
    this.token = token;
  }

  public String id() {
    return id;
  }

  public String workspace() {
    return workspace;
  }

  public String token() {
    return token;
  }

  /** The same user with the same token in front of another server. */
  public TestUser at(URI otherOrigin) {
    return new TestUser(http, otherOrigin, id, workspace, token);
  }

  public Answer get(String path) {
    return exchange("GET", path, null, Map.of());
  }

  public Answer post(String path, Object body) {
    return exchange("POST", path, Json.write(body), Map.of());
  }

  public Answer put(String path, Object body) {
    return exchange("PUT", path, Json.write(body), Map.of());
  }

  public Answer patch(String path, Object body) {
    return exchange("PATCH", path, Json.write(body), Map.of());
  }

  public Answer delete(String path) {
    return exchange("DELETE", path, null, Map.of());
  }

  /**
   * Any request.
   *
   * @param body null for none
   * @throws UncheckedIOException if no answer comes
   */
  public Answer exchange(String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(origin.resolve(path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (body != null && !headers.containsKey("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::setHeader);
    try {
      return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens a WebSocket with the token in the query and waits for {@code CONNECTED}. */
  public LiveClient connect() {
    LiveClient client =
        LiveClient.open(http, liveAddress("?token=" + encoded(token)), Map.of(), List.of());
    client.awaitFrame(frame -> frame.is("CONNECTED"));
    return client;
  }

  /** Opens a WebSocket in another way; doesn't wait. */
  public LiveClient connect(String query, Map<String, String> headers, List<String> subprotocols) {
    return LiveClient.open(http, liveAddress(query), headers, subprotocols);
  }

  /** Creates a group with this user as the owner and returns its id. */
  public String createRoom(String name, TestUser... members) {
    List<String> ids = Arrays.stream(members).map(TestUser::id).toList();
    return post("/api/chat/rooms", Map.of("kind", "group", "name", name, "members", ids))
        .expect(201)
        .json()
        .path("id")
        .asText();
  }

  /** Sends a message over REST and returns it. */
  public JsonNode send(String roomId, String text) {
    return post("/api/chat/messages", Map.of("roomId", roomId, "message", text)).expect(201).json();
  }

  /** A room as this user sees it. */
  public JsonNode room(String roomId) {
    return get("/api/chat/rooms/" + roomId).expect(200).json();
  }

  /** A page of the messages of a room, oldest first. */
  public JsonNode messages(String roomId) {
    return get("/api/chat/messages?limit=200&roomId=" + encoded(roomId))
        .expect(200)
        .json()
        .path("items");
  }

  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private URI liveAddress(String query) {
    return URI.create("ws://" + origin.getAuthority() + "/ws" + query);
  }
}
