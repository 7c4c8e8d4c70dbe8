package dev.tidings.notification.feed;

import dev.tidings.platform.event.EventIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Brings some of a person's notifications into one state, and collects what follows from it. */
final class FeedChange {

  private final Recipient recipient;
  private final NotificationState state;
  private final Instant until;
  private final Instant now;

  private final List<Notification> own = new ArrayList<>();
  private final List<SeenBroadcast> seen = new ArrayList<>();
  private final Map<UUID, Notification> copies = new HashMap<>();
  private final List<SeenBroadcast> copied = new ArrayList<>();
  private final List<UUID> reminders = new ArrayList<>();
  private final List<UUID> returned = new ArrayList<>();
  private final List<NotificationEvent> arrivals = new ArrayList<>();
  private final List<String> read = new ArrayList<>();
  private final List<String> updated = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();

  /**
   * The change of everything to a state.
   *
   * @param recipient whose row is locked
   * @param until when what is snoozed comes back; null for every other state
   */
  FeedChange(Recipient recipient, NotificationState state, Instant until, Instant now) {
    this.recipient = recipient;
    this.state = state;
    this.until = until;
    this.now = now;
  }

  /** Of one of the person's own. */
  void apply(Notification notification) {
    NotificationState before = notification.state();
    if (before == state && state != NotificationState.SNOOZED) {
      return;
    }
    if (before == NotificationState.SNOOZED && state != NotificationState.SNOOZED) {
      notification.enter(recipient.next(), now);
      returned.add(notification.id());
    }
    if (state == NotificationState.SNOOZED) {
      notification.snooze(until);
      reminders.add(notification.id());
    } else {
      move(notification);
    }
    recipient.unread(unread(notification.state()) - unread(before));
    own.add(notification);
    note(notification, before);
  }

  /** Of a broadcast, as the person sees it. */
  void apply(SeenBroadcast broadcast, EventIds ids) {
    NotificationState before = broadcast.state();
    if (before == state) {
      return;
    }
    if (state == NotificationState.SNOOZED) {
      var copy =
          new Notification(UUID.fromString(ids.next()), broadcast.copyFor(recipient.key()), now);
      copy.snooze(until);
      copies.put(broadcast.id(), copy);
      copied.add(broadcast);
      reminders.add(copy.id());
      gone.add(broadcast.id().toString());
      updated.add(copy.id().toString());
    } else {
      move(broadcast);
      seen.add(broadcast);
      note(broadcast, before);
    }
  }

  private void move(Entry entry) {
    switch (state) {
      case READ -> entry.read(now);
      case UNREAD -> {
        if (entry.state() != NotificationState.UNREAD) {
          entry.reopen(recipient.next());
        }
      }
      case ARCHIVED -> entry.archive(now);
      case SNOOZED -> throw new IllegalStateException("What is snoozed leaves the list");
    }
  }

  private void note(Entry entry, NotificationState before) {
    if (before == NotificationState.SNOOZED
        && (state == NotificationState.UNREAD || state == NotificationState.READ)) {
      arrivals.add(new NotificationEvent.Created(entry.view()));
    } else if (before == NotificationState.UNREAD && state == NotificationState.READ) {
      read.add(entry.id().toString());
    } else {
      updated.add(entry.id().toString());
    }
  }

  private static int unread(NotificationState state) {
    return state == NotificationState.UNREAD ? 1 : 0;
  }

  /** What is to be announced; nothing if nothing has changed. */
  List<NotificationEvent> events() {
    var events = new ArrayList<>(arrivals);
    if (!gone.isEmpty()) {
      events.add(new NotificationEvent.Deleted(gone));
    }
    if (!read.isEmpty()) {
      events.add(new NotificationEvent.Read(read));
    }
    if (!updated.isEmpty()) {
      events.add(new NotificationEvent.Updated(updated, state, until));
    }
    return events;
  }

  /** What the person has of a broadcast now: itself, or their copy. */
  Entry shown(SeenBroadcast broadcast) {
    Notification copy = copies.get(broadcast.id());
    return copy == null ? broadcast : copy;
  }

  /** Whether what they stand for has been read with them. */
  boolean readsAll() {
    return state == NotificationState.READ || state == NotificationState.ARCHIVED;
  }

  Instant until() {
    return until;
  }

  /** The person's own that have changed. */
  List<Notification> own() {
    return own;
  }

  /** The broadcasts that have changed. */
  List<SeenBroadcast> seen() {
    return seen;
  }

  /** New ones of the person's own, of broadcasts. */
  List<Notification> copies() {
    return List.copyOf(copies.values());
  }

  /** The broadcasts that copies took the place of. */
  List<SeenBroadcast> copied() {
    return copied;
  }

  /** Those that are to come back. */
  List<UUID> reminders() {
    return reminders;
  }

  /** Those that have come back early. */
  List<UUID> returned() {
    return returned;
  }
}
