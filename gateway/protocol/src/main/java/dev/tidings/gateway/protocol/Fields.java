package dev.tidings.gateway.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the fields of a JSON object; a broken rule ends the reading with {@link RuleBroken}. */
record Fields(ObjectNode object) {

  private static final int MAX_EPOCH_LENGTH = 64;
  private static final int MAX_FURTHER_LOGS = 16;
  private static final int MAX_ROOM_LENGTH = 200;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  /** The frame's {@code data}, which has to be an object. */
  static Fields dataOf(ObjectNode frame) {
    if (frame.get("data") instanceof ObjectNode data) {
      return new Fields(data);
    }
    throw new RuleBroken("'data' is an object.");
  }

  /** A text; null if it is absent. */
  String text(String field, int maxLength) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > maxLength) {
      throw new RuleBroken("'" + field + "' is a text of at most " + maxLength + " characters.");
    }
    return value.textValue();
  }

  /** A text that is not empty. */
  String required(String field, int maxLength) {
    String text = text(field, maxLength);
    if (text == null || text.isEmpty()) {
      throw new RuleBroken("'" + field + "' is missing.");
    }
    return text;
  }

  /** One line of text without control characters; null if it is absent or blank. */
  String line(String field, int maxLength) {
    String text = text(field, maxLength);
    if (text == null || text.isBlank()) {
      return null;
    }
    if (CONTROL.matcher(text).find()) {
      throw new RuleBroken("'" + field + "' has no control characters.");
    }
    return text.strip();
  }

  /** One line of text without control characters. */
  String requiredLine(String field, int maxLength) {
    String text = line(field, maxLength);
    if (text == null) {
      throw new RuleBroken("'" + field + "' is missing.");
    }
    return text;
  }

  /** One of the words. */
  String word(String field, Set<String> words) {
    String word = required(field, 64);
    if (!words.contains(word)) {
      throw new RuleBroken(
          "'" + field + "' is one of " + String.join(", ", words.stream().sorted().toList()) + ".");
    }
    return word;
  }

  /** A text of the form that the words describe. */
  String matching(String field, Pattern pattern, String words) {
    String text = required(field, 64);
    if (!pattern.matcher(text).matches()) {
      throw new RuleBroken("'" + field + "' is " + words + ".");
    }
    return text;
  }

  /** Different names, in their order; one that is there twice counts once. */
  Set<String> names(String field, int max, int maxLength) {
    JsonNode value = object.get(field);
    if (value == null || !value.isArray() || value.size() > max) {
      throw new RuleBroken("'" + field + "' is a list of at most " + max + " names.");
    }
    var names = new LinkedHashSet<String>();
    for (JsonNode name : value) {
      if (!name.isTextual()
          || name.textValue().isEmpty()
          || name.textValue().length() > maxLength) {
        throw new RuleBroken("A name in '" + field + "' has 1 to " + maxLength + " characters.");
      }
      names.add(name.textValue());
    }
    return names;
  }

  /** A whole number, not negative. */
  long count(String field) {
    JsonNode value = object.get(field);
    if (value == null
        || !value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < 0) {
      throw new RuleBroken("'" + field + "' is a whole number, not negative.");
    }
    return value.longValue();
  }

  /** An RFC 3339 time; null if it is absent. */
  Instant time(String field) {
    String text = text(field, 64);
    try {
      return text == null ? null : Timestamps.parse(text);
    } catch (DateTimeException e) {
      throw new RuleBroken("'" + field + "' is an RFC 3339 time.");
    }
  }

  /** Any JSON value, which has to be there; null counts as one. */
  JsonNode value(String field) {
    JsonNode value = object.get(field);
    if (value == null) {
      throw new RuleBroken("'" + field + "' is missing.");
    }
    return value;
  }

  /** {@code channel}, or its older name {@code room}. */
  Channel channel() {
    String name = object.has("channel") ? "channel" : "room";
    return Channel.parse(required(object.has(name) ? name : "channel", Channel.MAX_LENGTH));
  }

  /** A room: {@code roomId}, or {@code room} or {@code channel} with its channel. */
  Channel room() {
    if (object.has("roomId")) {
      return Channel.of("room", required("roomId", MAX_ROOM_LENGTH));
    }
    Channel channel = channel();
    if (!channel.namespace().equals("room")) {
      throw new RuleBroken("The channel is not a room's.");
    }
    return channel;
  }

  /** {@code since}; null if it is absent. */
  Position since() {
    JsonNode since = object.get("since");
    if (since == null || since.isNull()) {
      return null;
    }
    if (!(since instanceof ObjectNode position)
        || !(position.get("offset") instanceof JsonNode offset)
        || !offset.isIntegralNumber()
        || !offset.canConvertToLong()) {
      throw new RuleBroken("'since' is a position as the gateway sent it.");
    }
    return new Position(
        new Fields(position).required("epoch", MAX_EPOCH_LENGTH),
        offset.longValue(),
        also(position));
  }

  private static List<Long> also(ObjectNode position) {
    var offsets = new ArrayList<Long>();
    for (JsonNode offset : position.path("also")) {
      if (!offset.isIntegralNumber()
          || !offset.canConvertToLong()
          || offsets.size() == MAX_FURTHER_LOGS) {
        throw new RuleBroken("'since' is a position as the gateway sent it.");
      }
      offsets.add(offset.longValue());
    }
    return offsets;
  }
}
