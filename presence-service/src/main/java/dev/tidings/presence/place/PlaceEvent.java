package dev.tidings.presence.place;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What is told of a place. */
public sealed interface PlaceEvent {

  /** The wire type. */
  String type();

  /**
   * Who is there now, of those whom everybody may see; not what has changed.
   *
   * @param page which page; null of a thing
   * @param resourceType what kind of thing; null of a page
   * @param resourceId which thing; null of a page
   * @param count how many are there
   * @param people the first of them, by id
   */
  @RegisterForReflection
  record PresenceHere(
      String page, String resourceType, String resourceId, int count, List<PersonHereView> people)
      implements PlaceEvent {

    public PresenceHere {
      people = List.copyOf(people);
    }

    @Override
    public String type() {
      return "PRESENCE_HERE";
    }
  }
}
