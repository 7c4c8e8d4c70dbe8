package dev.tidings.chat.typing;

import dev.tidings.chat.directory.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who types in which room, and until when it may be believed. Knows no clock: whoever calls says
 * what time it is. Safe for use by several threads.
 */
final class Typists {

  private final Map<Place, Room> rooms = new HashMap<>();

  /** Somebody types; a later signal takes the place of an earlier one that is still believed. */
  synchronized void typing(Place place, Person person, Instant now, Instant until) {
    rooms.computeIfAbsent(place, _ -> new Room()).typing(person, now, until);
  }

  /** Somebody has stopped. */
  synchronized void stopped(Place place, String userId) {
    Room room = rooms.get(place);
    if (room != null) {
      room.stopped(userId);
    }
  }

  /**
   * The rooms in which others type than at the last call, and those that were told long ago, each
   * with all who type. Whoever is not believed any longer types no more.
   *
   * @param again how long after it was told a room is told the same again
   */
  synchronized List<Told> due(Instant now, Duration again) {
    var told = new ArrayList<Told>();
    for (Iterator<Map.Entry<Place, Room>> all = rooms.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Place, Room> entry = all.next();
      Room room = entry.getValue();
      List<Person> people = room.at(now);
      boolean isOld = !people.isEmpty() && !room.toldAt.plus(again).isAfter(now);
      if (isOld || !ids(people).equals(room.told)) {
        room.told = ids(people);
        room.toldAt = now;
        told.add(new Told(entry.getKey(), people));
      }
      if (people.isEmpty()) {
        all.remove();
      }
    }
    return told;
  }

  private static List<String> ids(List<Person> people) {
    return people.stream().map(Person::id).toList();
  }

  /** A room of a workspace. */
  record Place(String workspace, UUID roomId) {}

  /** All who type in a room, in the order in which they began. */
  record Told(Place place, List<Person> people) {}

  private static final class Room {

    private final Map<String, Typist> typists = new LinkedHashMap<>();
    private List<String> told = List.of();
    private Instant toldAt = Instant.EPOCH;

    void typing(Person person, Instant now, Instant until) {
      forgetBefore(now);
      typists.put(person.id(), new Typist(person, until));
    }

    void stopped(String userId) {
      typists.remove(userId);
    }

    List<Person> at(Instant now) {
      forgetBefore(now);
      return typists.values().stream().map(Typist::person).toList();
    }

    private void forgetBefore(Instant now) {
      typists.values().removeIf(typist -> !typist.until().isAfter(now));
    }
  }

  private record Typist(Person person, Instant until) {}
}
