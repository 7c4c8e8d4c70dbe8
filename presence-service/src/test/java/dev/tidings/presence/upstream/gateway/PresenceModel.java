package dev.tidings.presence.upstream.gateway;

import dev.tidings.presence.connection.ListenedSpan;
import dev.tidings.presence.connection.PersonKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What presence ought to be, by brute force: after each step everybody is looked at, with
 * everything in memory, by one thread.
 */
final class PresenceModel {

  private final Duration grace;
  private final Map<String, Lease> leases = new HashMap<>();
  private final Map<String, Held> sessions = new HashMap<>();
  private final Map<PersonKey, Person> people = new HashMap<>();

  PresenceModel(Duration grace) {
    this.grace = grace;
  }

  void opened(String gateway, String session, PersonKey person, Instant now, Duration lease) {
    heard(gateway, now, lease);
    sessions.put(session, new Held(gateway, person));
    people.computeIfAbsent(person, key -> new Person());
    decide(person, now);
  }

  void closed(String gateway, String session, PersonKey person, Instant now, Duration lease) {
    heard(gateway, now, lease);
    sessions.remove(session);
    decide(person, now);
  }

  void renewed(String gateway, Instant now, Duration lease) {
    heard(gateway, now, lease);
  }

  void stopped(String gateway) {
    leases.remove(gateway);
    sessions.values().removeIf(held -> held.gateway().equals(gateway));
  }

  void listened(ListenedSpan span) {
    leases
        .values()
        .forEach(
            lease -> {
              Instant from = lease.heardAt.isAfter(span.since()) ? lease.heardAt : span.since();
              if (!from.plus(lease.length).isAfter(span.until())) {
                lease.live = false;
              }
            });
  }

  void swept(Instant now) {
    people.keySet().forEach(person -> decide(person, now));
  }

  /** Everybody's status, by workspace and user. */
  Map<String, String> statuses() {
    var statuses = new TreeMap<String, String>();
    people.forEach((key, person) -> statuses.put(name(key), person.status()));
    return statuses;
  }

  /** Every status that everybody had, in order, by workspace and user. */
  Map<String, List<String>> announced() {
    var announced = new TreeMap<String, List<String>>();
    people.forEach((key, person) -> announced.put(name(key), person.announced));
    return announced;
  }

  static String name(PersonKey person) {
    return person.workspace() + "/" + person.userId();
  }

  private void heard(String gateway, Instant now, Duration length) {
    leases.put(gateway, new Lease(now, length));
  }

  private void decide(PersonKey key, Instant now) {
    boolean connected =
        sessions.values().stream()
            .anyMatch(held -> held.person().equals(key) && leases.get(held.gateway()).live);
    Person person = people.get(key);
    if (person == null) {
      return;
    }
    if (connected) {
      person.leftAt = null;
      person.become(true);
    } else if (person.online && person.leftAt == null) {
      person.leftAt = now;
    } else if (person.online && !now.isBefore(person.leftAt.plus(grace))) {
      person.leftAt = null;
      person.become(false);
    }
  }

  private record Held(String gateway, PersonKey person) {}

  private static final class Lease {
    private final Instant heardAt;
    private final Duration length;
    private boolean live = true;

    Lease(Instant heardAt, Duration length) {
      this.heardAt = heardAt;
      this.length = length;
    }
  }

  private static final class Person {
    private final List<String> announced = new ArrayList<>();
    private boolean online;
    private Instant leftAt;

    void become(boolean nowOnline) {
      if (online != nowOnline) {
        online = nowOnline;
        announced.add(status());
      }
    }

    String status() {
      return online ? "online" : "offline";
    }
  }
}
