package dev.tidings.notification.room;

import java.util.Objects;

/**
 * A chat room, with as much of it as rules ask for.
 *
 * @param id which
 * @param kind {@code direct}, {@code group}, {@code channel}, {@code project}, {@code support}, or
 *     one to come
 * @param name its name; null if it has none
 */
public record Room(String id, String kind, String name) {

  public Room {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
  }
}
