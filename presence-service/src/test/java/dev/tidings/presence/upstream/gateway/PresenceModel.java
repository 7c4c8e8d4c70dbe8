package dev.tidings.presence.upstream.gateway;

import dev.tidings.presence.connection.ListenedSpan;
import dev.tidings.presence.person.PersonKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What presence ought to be, by brute force: after each step everybody is looked at, with
 * everything in memory, by one thread.
 */
final class PresenceModel {

  private final Duration grace;
  private final Duration idleAfter;
  private final Map<String, Lease> leases = new HashMap<>();
  private final Map<String, Held> sessions = new HashMap<>();
  private final Map<String, Device> devices = new HashMap<>();
  private final Map<PersonKey, Person> people = new HashMap<>();

  PresenceModel(Duration grace, Duration idleAfter) {
    this.grace = grace;
    this.idleAfter = idleAfter;
  }

  void opened(String gateway, String session, PersonKey person, Instant now, Duration lease) {
    heard(gateway, now, lease);
    sessions.put(session, new Held(gateway, person));
    people.computeIfAbsent(person, key -> new Person());
    decide(person, now);
  }

  /** Connections that close one after the other are struck out together. */
  void closed(String gateway, Map<String, PersonKey> closed, Instant now, Duration lease) {
    heard(gateway, now, lease);
    sessions.keySet().removeAll(closed.keySet());
    devices.keySet().removeAll(closed.keySet());
    closed.values().forEach(person -> decide(person, now));
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

  /** The clock was set back: nothing was heard or used, and nobody left, in the future. */
  void setBack(Instant now) {
    devices.replaceAll(
        (_, device) -> device.usedAt().isAfter(now) ? new Device(device.idle(), now) : device);
    leases.replaceAll((_, lease) -> lease.notAfter(now));
    people
        .values()
        .forEach(
            person -> {
              if (person.leftAt != null && person.leftAt.isAfter(now)) {
                person.leftAt = now;
              }
            });
  }

  void used(String session, PersonKey person, Instant now) {
    people.computeIfAbsent(person, key -> new Person());
    devices.put(session, new Device(false, now));
  }

  void idle(String session, PersonKey person, Instant now) {
    people.computeIfAbsent(person, key -> new Person());
    devices.put(session, new Device(true, now));
  }

  void chosen(PersonKey key, String choice, Instant until, boolean isPublic, Instant now) {
    Person person = people.computeIfAbsent(key, any -> new Person());
    person.choice = choice;
    person.choiceUntil = choice.equals("automatic") ? null : until;
    person.isPublic = isPublic;
    decide(key, now);
  }

  /** Everybody is decided, and told of. */
  void swept(Instant now) {
    people.keySet().forEach(person -> decide(person, now));
    people.values().forEach(Person::tell);
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
    people.forEach(
        (key, person) -> {
          if (!person.announced.isEmpty()) {
            announced.put(name(key), person.announced);
          }
        });
    return announced;
  }

  /** How many were last told to be online, away and busy, of each workspace that was told. */
  Map<String, String> counts(List<String> workspaces) {
    var counts = new TreeMap<String, String>();
    for (String workspace : workspaces) {
      List<Person> all =
          people.entrySet().stream()
              .filter(person -> person.getKey().workspace().equals(workspace))
              .map(Map.Entry::getValue)
              .toList();
      if (all.stream().anyMatch(person -> person.wasTold)) {
        counts.put(
            workspace,
            Stream.of("online", "away", "busy")
                .map(status -> all.stream().filter(one -> one.told.equals(status)).count())
                .map(String::valueOf)
                .collect(Collectors.joining(" ")));
      }
    }
    return counts;
  }

  static String name(PersonKey person) {
    return person.workspace() + "/" + person.userId();
  }

  private void heard(String gateway, Instant now, Duration length) {
    leases.put(gateway, new Lease(now, length));
  }

  private void decide(PersonKey key, Instant now) {
    Person person = people.get(key);
    if (person == null) {
      return;
    }
    List<String> live =
        sessions.entrySet().stream()
            .filter(session -> session.getValue().person().equals(key))
            .filter(session -> leases.get(session.getValue().gateway()).live)
            .map(Map.Entry::getKey)
            .toList();
    if (!live.isEmpty()) {
      person.leftAt = null;
      person.reachable = true;
      person.inUse = live.stream().anyMatch(session -> isInUse(session, now));
    } else if (person.reachable && person.leftAt == null) {
      person.leftAt = now;
    } else if (person.reachable && !now.isBefore(person.leftAt.plus(grace))) {
      person.leftAt = null;
      person.reachable = false;
    }
    if (person.choiceUntil != null && !now.isBefore(person.choiceUntil)) {
      person.choice = "automatic";
      person.choiceUntil = null;
    }
  }

  private boolean isInUse(String session, Instant now) {
    Device device = devices.get(session);
    return device == null || !device.idle() && device.usedAt().isAfter(now.minus(idleAfter));
  }

  private record Device(boolean idle, Instant usedAt) {}

  private record Held(String gateway, PersonKey person) {}

  private static final class Lease {
    private final Instant heardAt;
    private final Duration length;
    private boolean live = true;

    Lease(Instant heardAt, Duration length) {
      this.heardAt = heardAt;
      this.length = length;
    }

    Lease notAfter(Instant now) {
      var lease = new Lease(heardAt.isAfter(now) ? now : heardAt, length);
      lease.live = live;
      return lease;
    }
  }

  private static final class Person {
    private final List<String> announced = new ArrayList<>();
    private String told = "offline";
    private boolean toldContacts;
    private boolean wasTold;
    private boolean reachable;
    private boolean inUse;
    private String choice = "automatic";
    private Instant choiceUntil;
    private boolean isPublic = true;
    private Instant leftAt;

    String status() {
      if (!reachable || choice.equals("invisible")) {
        return "offline";
      }
      if (!choice.equals("automatic")) {
        return choice;
      }
      return inUse ? "online" : "away";
    }

    void tell() {
      String shown = isPublic ? status() : "offline";
      if (!shown.equals(told) || isPublic && toldContacts) {
        announced.add(shown);
      }
      told = shown;
      wasTold = true;
      toldContacts = !isPublic;
    }
  }
}
