package dev.tidings.notification.feed;

import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What people may ask of their notifications; names every broken rule at once. */
final class ChangeRules {

  /** As many as a page has. */
  static final int MAX_IDS = 200;

  private static final int MAX_TEXT = 200;

  private static final Duration MAX_AHEAD = Duration.ofDays(366);

  private final List<FieldError> faults = new ArrayList<>();

  private ChangeRules() {}

  /** A change of some of a person's notifications. */
  record Change(List<UUID> ids, NotificationState state, Instant until) {}

  /**
   * Reads a change of one.
   *
   * @throws ProblemException {@code validation-failed}
   */
  static Change one(ChangeRequest request, UUID id, Instant now) {
    var rules = new ChangeRules();
    if (request != null && request.ids() != null) {
      rules.fault("/ids", "must be left out: the path names which");
    }
    return rules.change(request, List.of(id), now);
  }

  /**
   * Reads a change of several.
   *
   * @throws ProblemException {@code validation-failed}
   */
  static Change some(ChangeRequest request, Instant now) {
    var rules = new ChangeRules();
    List<UUID> ids = request == null ? List.of() : rules.ids("/ids", request.ids());
    return rules.change(request, ids, now);
  }

  /**
   * Reads the ids of several.
   *
   * @throws ProblemException {@code validation-failed}
   */
  static List<UUID> ids(List<String> ids) {
    var rules = new ChangeRules();
    List<UUID> parsed = rules.ids("?id", ids);
    rules.check();
    return parsed;
  }

  /**
   * Reads what to list.
   *
   * @param priorities names, also several with commas between them
   * @throws ProblemException {@code validation-failed}
   */
  static FeedFilter filter(
      String state,
      boolean unread,
      String type,
      List<String> priorities,
      String since,
      String text) {
    var rules = new ChangeRules();
    FeedFilter.Shelf shelf = rules.shelf(state);
    if (unread && shelf != FeedFilter.Shelf.LIST) {
      rules.fault("?unread", "must be left out: only what is in the list is unread");
    }
    if (text != null && (text.isBlank() || text.length() > MAX_TEXT || text.indexOf('\0') >= 0)) {
      rules.fault("?q", "must have 1 to " + MAX_TEXT + " characters");
    }
    var filter =
        new FeedFilter(
            shelf,
            unread,
            type,
            rules.priorities(priorities),
            rules.since(since),
            text == null ? null : text.strip());
    rules.check();
    return filter;
  }

  private Change change(ChangeRequest request, List<UUID> ids, Instant now) {
    NotificationState state = request == null ? null : state(request.state());
    Instant until = request == null ? null : request.until();
    if (request == null) {
      fault("", "must be an object");
    } else if ((state == NotificationState.SNOOZED) != (until != null)) {
      fault("/until", "must be given for what is snoozed, and for nothing else");
    } else if (until != null && !(until.isAfter(now) && until.isBefore(now.plus(MAX_AHEAD)))) {
      fault("/until", "must be later than now and at most a year ahead");
    }
    check();
    return new Change(ids, state, until);
  }

  private List<UUID> ids(String pointer, List<String> ids) {
    var parsed = new ArrayList<UUID>();
    if (ids == null || ids.isEmpty() || ids.size() > MAX_IDS) {
      fault(pointer, "must be 1 to " + MAX_IDS);
      return parsed;
    }
    for (int i = 0; i < ids.size(); i++) {
      try {
        parsed.add(UUID.fromString(String.valueOf(ids.get(i))));
      } catch (IllegalArgumentException e) {
        fault(pointer + "/" + i, "is not the id of a notification");
      }
    }
    return parsed;
  }

  private NotificationState state(String name) {
    try {
      return NotificationState.of(String.valueOf(name));
    } catch (IllegalArgumentException e) {
      fault("/state", "must be unread, read, archived or snoozed");
      return null;
    }
  }

  private FeedFilter.Shelf shelf(String state) {
    return switch (state) {
      case null -> FeedFilter.Shelf.LIST;
      case "archived" -> FeedFilter.Shelf.ARCHIVE;
      case "snoozed" -> FeedFilter.Shelf.SNOOZED;
      default -> {
        fault("?state", "must be archived or snoozed, or left out");
        yield FeedFilter.Shelf.LIST;
      }
    };
  }

  private Set<Priority> priorities(List<String> names) {
    try {
      return names.stream()
          .flatMap(name -> Stream.of(name.split(",")))
          .map(name -> Priority.of(name.strip()))
          .collect(Collectors.toSet());
    } catch (IllegalArgumentException e) {
      fault("?priority", "must be low, normal, high or urgent");
      return Set.of();
    }
  }

  private Instant since(String time) {
    try {
      return time == null ? null : Instant.parse(time);
    } catch (DateTimeParseException e) {
      fault("?since", "must be a time, as 2026-01-31T09:05:07Z");
      return null;
    }
  }

  private void fault(String pointer, String rule) {
    faults.add(new FieldError(pointer, rule));
  }

  private void check() {
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
  }
}
