package dev.tidings.analytics.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts parts of visits together. Who is one visitor under several ids is told by the parts
 * themselves: a part that knows a former id ties it to its own.
 */
final class Visits {

  private final Map<Id, Id> ties = new HashMap<>();
  private final List<Session> parts = new ArrayList<>();

  /** Of each id one part; what touches it becomes a part of it at once. */
  private final Map<Id, Session> latest = new HashMap<>();

  /** Adds a part. */
  void add(Session part) {
    Id id = id(part, part.visitor());
    Session before = latest.put(id, part);
    if (before != null) {
      if (before.touches(part)) {
        latest.put(id, before.with(part));
      } else {
        parts.add(before);
      }
    }
    for (String former : part.formerVisitors()) {
      tie(id(part, former), id);
    }
  }

  /** The visits that all parts make, each visitor's in their order. */
  List<Session> all() {
    if (ties.isEmpty() && parts.isEmpty()) {
      return List.copyOf(latest.values());
    }
    Map<Id, List<Session>> byPerson = new HashMap<>();
    for (Session part : parts) {
      addTo(byPerson, part);
    }
    for (Session part : latest.values()) {
      addTo(byPerson, part);
    }
    var visits = new ArrayList<Session>();
    for (List<Session> ofOne : byPerson.values()) {
      ofOne.sort(Comparator.comparing(Session::first));
      Session current = ofOne.getFirst();
      for (Session next : ofOne.subList(1, ofOne.size())) {
        if (current.touches(next)) {
          current = current.with(next);
        } else {
          visits.add(current);
          current = next;
        }
      }
      visits.add(current);
    }
    return visits;
  }

  private void addTo(Map<Id, List<Session>> byPerson, Session part) {
    byPerson.computeIfAbsent(root(id(part, part.visitor())), id -> new ArrayList<>(1)).add(part);
  }

  private void tie(Id one, Id other) {
    Id first = root(one);
    Id second = root(other);
    if (!first.equals(second)) {
      ties.put(first, second);
    }
  }

  private Id root(Id id) {
    Id root = id;
    for (Id next = ties.get(root); next != null; next = ties.get(root)) {
      root = next;
    }
    return root;
  }

  private static Id id(Session part, String visitor) {
    return new Id(part.workspace(), part.site(), part.bot() != null, visitor);
  }

  /** A visitor's id; a program with the id of a person is another visitor. */
  private record Id(String workspace, String site, boolean bot, String visitor) {}
}
