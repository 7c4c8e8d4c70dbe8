package dev.tidings.notification.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a rule notifies of an event.
 *
 * @param people ids of people, each once
 * @param roles names of roles, each once
 * @param everybody whether everybody in the workspace is meant
 * @param leftOut who would be meant and is not notified, and why
 * @param nobody why nobody is meant at all; empty if somebody is
 */
record Addressees(
    List<String> people,
    List<String> roles,
    boolean everybody,
    Map<String, String> leftOut,
    Optional<String> nobody) {

  Addressees {
    people = List.copyOf(people);
    roles = List.copyOf(roles);
    leftOut = Map.copyOf(leftOut);
  }
}
