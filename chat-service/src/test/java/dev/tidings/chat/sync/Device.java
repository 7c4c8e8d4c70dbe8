package dev.tidings.chat.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.ChatApi;
import dev.tidings.platform.event.Json;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What one device knows of its user's rooms, and how it learns more. */
final class Device {

  private final ChatApi api;
  private final Function<String, Map<String, Long>> pointers;
  private final Map<String, Known> rooms = new TreeMap<>();
  private String token;

  /**
   * A device that knows nothing.
   *
   * @param pointers how far who has read a room, when it is loaded anew
   */
  Device(ChatApi api, Function<String, Map<String, Long>> pointers) {
    this.api = api;
    this.pointers = pointers;
  }

  /** A room as the device knows it. */
  record Known(
      JsonNode room,
      List<Long> status,
      Map<Long, JsonNode> messages,
      Map<String, JsonNode> members,
      Map<String, Long> receipts) {}

  Map<String, Known> rooms() {
    return rooms;
  }

  /** Loses everything. */
  void restart() {
    rooms.clear();
    token = null;
  }

  void useToken(String other) {
    token = other;
  }

  /** Asks what has changed. */
  JsonNode ask(int limit) {
    return json(
        api.request()
            .queryParams(token == null ? Map.of() : Map.of("since", token))
            .queryParam("limit", limit)
            .get("/api/chat/sync"));
  }

  /** Believes an answer; whether there is more. */
  boolean take(JsonNode answer) {
    if (answer.get("reset").asBoolean()) {
      rooms.clear();
    }
    answer.get("left").forEach(id -> rooms.remove(id.asText()));
    answer.get("items").forEach(this::takeRoom);
    token = answer.get("next").asText();
    return answer.get("more").asBoolean();
  }

  /** Asks until it knows everything. */
  void catchUp(int limit) {
    while (take(ask(limit))) {
      Thread.onSpinWait();
    }
  }

  private void takeRoom(JsonNode item) {
    String id = item.get("id").asText();
    if (item.get("limited").asBoolean()) {
      rooms.put(
          id,
          new Known(
              item.get("room"),
              status(item),
              loadMessages(id),
              loadMembers(id),
              new TreeMap<>(pointers.apply(id))));
      return;
    }
    Known known = rooms.get(id);
    item.get("messages")
        .forEach(
            message ->
                known
                    .messages()
                    .merge(
                        message.get("seq").asLong(),
                        message,
                        (old, now) ->
                            now.get("eventSeq").asLong() > old.get("eventSeq").asLong()
                                ? now
                                : old));
    item.get("gone").forEach(gone -> known.members().remove(gone.asText()));
    item.get("members")
        .forEach(member -> known.members().put(member.get("userId").asText(), member));
    item.get("receipts")
        .forEach(
            receipt ->
                known
                    .receipts()
                    .merge(receipt.get("userId").asText(), receipt.get("seq").asLong(), Math::max));
    rooms.put(
        id,
        new Known(
            item.get("room"), status(item), known.messages(), known.members(), known.receipts()));
  }

  /** Up to where all have got and read the messages. */
  private static List<Long> status(JsonNode item) {
    return List.of(item.get("deliveredSeq").asLong(), item.get("readSeq").asLong());
  }

  Map<Long, JsonNode> loadMessages(String roomId) {
    var loaded = new TreeMap<Long, JsonNode>();
    String cursor = "";
    while (cursor != null) {
      JsonNode page = json(api.get("/api/chat/messages?roomId=" + roomId + "&limit=200" + cursor));
      page.path("items").forEach(message -> loaded.put(message.get("seq").asLong(), message));
      cursor =
          page.path("prevCursor").isTextual() ? "&before=" + page.get("prevCursor").asText() : null;
    }
    return loaded;
  }

  Map<String, JsonNode> loadMembers(String roomId) {
    var loaded = new TreeMap<String, JsonNode>();
    json(api.get("/api/chat/rooms/" + roomId + "/members?limit=200"))
        .path("items")
        .forEach(member -> loaded.put(member.get("userId").asText(), member));
    return loaded;
  }

  Map<String, JsonNode> loadRooms() {
    var loaded = new TreeMap<String, JsonNode>();
    json(api.get("/api/chat/rooms?limit=200"))
        .get("items")
        .forEach(room -> loaded.put(room.get("id").asText(), room));
    return loaded;
  }

  private static JsonNode json(Response response) {
    try {
      return Json.mapper().readTree(response.asByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
