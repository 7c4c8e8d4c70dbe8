package dev.tidings.notification.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Reads the columns that notifications and broadcasts have in common. */
final class Content {

  private static final TypeReference<List<Action>> ACTIONS = new TypeReference<>() {};

  private Content() {}

  static List<Action> actions(ResultSet row) throws SQLException {
    try {
      return Json.mapper().readValue(row.getString("actions"), ACTIONS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored actions are no JSON", e);
    }
  }

  static JsonNode data(ResultSet row) throws SQLException {
    try {
      return Json.mapper().readTree(row.getString("data"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored data are no JSON", e);
    }
  }

  /** A time; null where there is none. */
  static Instant time(ResultSet row, String column) throws SQLException {
    var time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
