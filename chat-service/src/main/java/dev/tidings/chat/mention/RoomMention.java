package dev.tidings.chat.mention;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everybody in a room, mentioned by one word. */
public enum RoomMention {
  /** {@code @room} or {@code @channel}: every member. */
  ROOM("room", "channel"),
  /** {@code @here}: counted for every member, meant for those who are online. */
  HERE("here");

  private final List<String> words;

  RoomMention(String... words) {
    this.words = List.of(words);
  }

  /** The name on the wire and in the database. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a stored mention; null if there is none. */
  public static RoomMention of(String value) {
    return value == null ? null : valueOf(value.toUpperCase(Locale.ROOT));
  }

  /** What a word after an at-sign stands for, in upper or lower case. */
  static Optional<RoomMention> ofWord(String word) {
    return Arrays.stream(values())
        .filter(mention -> mention.words.contains(word.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
