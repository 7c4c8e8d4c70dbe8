package dev.tidings.presence.place;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * Who is at a place.
 *
 * @param channel where changes are told
 * @param watchedUntil until when; ask again before to go on
 * @param count how many are there
 * @param people the first of them, by id
 */
@RegisterForReflection
public record HereView(
    String channel, Instant watchedUntil, int count, List<PersonHereView> people) {

  public HereView {
    people = List.copyOf(people);
  }
}
