package dev.tidings.e2e.support;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A frame of the gateway's.
 *
 * @param receivedNanos when its last byte was there, on the clock of {@link System#nanoTime()}
 */
public record Frame(JsonNode json, long receivedNanos) {

  public String type() {
    return json.path("type").asText();
  }

  /** The id of the client's frame that this one answers; null if it answers none. */
  public String id() {
    return json.path("id").asText(null);
  }

  public String channel() {
    return json.path("channel").asText(null);
  }

  public String eventId() {
    return json.path("eventId").asText(null);
  }

  public JsonNode data() {
    return json.path("data");
  }

  public boolean is(String expected) {
    return type().equals(expected);
  }

  public boolean is(String expected, String onChannel) {
    return is(expected) && onChannel.equals(channel());
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
