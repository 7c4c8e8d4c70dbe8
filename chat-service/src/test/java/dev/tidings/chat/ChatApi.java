package dev.tidings.chat;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.token.Tokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The API as one person uses it. */
public final class ChatApi {

  private final String user;
  private final String token;

  private ChatApi(String user, String token) {
    this.user = user;
    this.token = token;
  }

  /** As a user of a workspace whose token names nothing but that. */
  public static ChatApi as(String user, String workspace) {
    return new ChatApi(user, Tokens.token(user, workspace));
  }

  /** As somebody with the given token. */
  public static ChatApi with(String user, Tokens token) {
    return new ChatApi(user, token.mint());
  }

  public String user() {
    return user;
  }

  public RequestSpecification request() {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  public Response get(String path, Object... parameters) {
    return request().urlEncodingEnabled(false).get(path, parameters);
  }

  public Response post(String path, Object body) {
    return request().body(body).post(path);
  }

  public Response delete(String path, Object... parameters) {
    return request().delete(path, parameters);
  }

  public Response put(String path, Object... parameters) {
    return request().put(path, parameters);
  }

  public Response reply(String roomId, String parentId, String message) {
    return post(
        "/api/chat/messages", Map.of("roomId", roomId, "parentId", parentId, "message", message));
  }

  public Response edit(String messageId, String message) {
    return request().body(Map.of("message", message)).patch("/api/chat/messages/{id}", messageId);
  }

  public Response react(String messageId, String emoji) {
    return put("/api/chat/messages/{id}/reactions/{emoji}", messageId, emoji);
  }

  public Response unreact(String messageId, String emoji) {
    return delete("/api/chat/messages/{id}/reactions/{emoji}", messageId, emoji);
  }

  public Response pin(String messageId) {
    return put("/api/chat/messages/{id}/pin", messageId);
  }

  public Response unpin(String messageId) {
    return delete("/api/chat/messages/{id}/pin", messageId);
  }

  public Response deleteMessage(String messageId) {
    return delete("/api/chat/messages/{id}", messageId);
  }

  /** A message as the API shows it. */
  public JsonPath message(String messageId) {
    return get("/api/chat/messages/" + messageId).then().statusCode(200).extract().jsonPath();
  }

  public Response patch(String path, Object body) {
    return request().body(body).patch(path);
  }

  /** Asks for a room; parameters as name, value, name, value. */
  public Response open(String kind, Object... parameters) {
    var body = new HashMap<String, Object>(Map.of("kind", kind));
    for (int i = 0; i < parameters.length; i += 2) {
      body.put((String) parameters[i], parameters[i + 1]);
    }
    return post("/api/chat/rooms", body);
  }

  public Response change(String roomId, Map<String, ?> changes) {
    return patch("/api/chat/rooms/" + roomId, changes);
  }

  public Response join(String roomId) {
    return request().post("/api/chat/rooms/{id}/join", roomId);
  }

  public Response make(String roomId, String userId, String role) {
    return patch("/api/chat/rooms/" + roomId + "/members/" + userId, Map.of("role", role));
  }

  public Response ban(String roomId, String userId) {
    return request().body("{}").put("/api/chat/rooms/{id}/bans/{userId}", roomId, userId);
  }

  /**
   * What was just made. Not read by a path expression: REST Assured compiles each to a class, which
   * is too slow for the histories that send thousands of requests.
   */
  public static JsonNode created(Response answer) {
    assertThat(answer.statusCode()).as(answer::asString).isEqualTo(201);
    return body(answer);
  }

  /** The body as a tree; see {@link #created}. */
  public static JsonNode body(Response answer) {
    try {
      return Json.mapper().readTree(answer.asByteArray());
    } catch (IOException e) {
      throw new AssertionError("No JSON: " + answer.asString(), e);
    }
  }

  /** Makes a group and returns its id. */
  public String group(String... members) {
    return created(
            post("/api/chat/rooms", Map.of("kind", "group", "name", "Launch", "members", members)))
        .get("id")
        .textValue();
  }

  public Response send(String roomId, String message) {
    return post("/api/chat/messages", Map.of("roomId", roomId, "message", message));
  }

  public Response send(String roomId, String message, String clientMessageId) {
    return post(
        "/api/chat/messages",
        Map.of("roomId", roomId, "message", message, "clientMessageId", clientMessageId));
  }

  /** Sends messages that must be accepted and returns the ids. */
  public List<String> say(String roomId, String... messages) {
    return Arrays.stream(messages)
        .map(message -> created(send(roomId, message)).get("id").textValue())
        .toList();
  }

  public Response read(String roomId, long seq) {
    return post("/api/chat/rooms/" + roomId + "/read", Map.of("seq", seq));
  }

  public Response invite(String roomId, String userId, String role) {
    return post("/api/chat/rooms/" + roomId + "/members", Map.of("userId", userId, "role", role));
  }

  public Response remove(String roomId, String userId) {
    return delete("/api/chat/rooms/" + roomId + "/members/" + userId);
  }

  /** A page of messages; parameters as name, value, name, value. */
  public JsonPath messages(String roomId, Object... parameters) {
    var query = new HashMap<String, Object>(Map.of("roomId", roomId));
    for (int i = 0; i < parameters.length; i += 2) {
      query.put((String) parameters[i], parameters[i + 1]);
    }
    return request()
        .queryParams(query)
        .get("/api/chat/messages")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}
