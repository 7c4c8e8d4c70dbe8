package dev.tidings.bench.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes rooms as their owner does. */
record Rooms(InetSocketAddress service, String ownerToken) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rooms with the same members; returns their ids. */
  List<String> make(String name, int count, List<String> members) throws IOException {
    var ids = new ArrayList<String>();
    try (var connection = new RestConnection(service, ownerToken)) {
      for (int i = 0; i < count; i++) {
        ids.add(make(connection, name + " " + i, members));
      }
    }
    return ids;
  }

  /** A room of each name; returns their ids by name. */
  Map<String, String> make(Map<String, List<String>> membersByName) throws IOException {
    var ids = new HashMap<String, String>();
    try (var connection = new RestConnection(service, ownerToken)) {
      for (var each : membersByName.entrySet()) {
        ids.put(each.getKey(), make(connection, each.getKey(), each.getValue()));
      }
    }
    return ids;
  }

  private static String make(RestConnection connection, String name, List<String> members)
      throws IOException {
    String body =
        JSON.writeValueAsString(Map.of("kind", "group", "name", name, "members", members));
    RestConnection.Answer answer = connection.post("/api/chat/rooms", body);
    if (!answer.created()) {
      throw new IOException(
          "a room can't be made: %d %s".formatted(answer.status(), new String(answer.body())));
    }
    return JSON.readTree(answer.body()).path("id").asText();
  }
}
