package dev.tidings.notification.feed;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Leaves the events of a person's feed in the outbox, in the transaction of the change. */
@ApplicationScoped
class NotificationEvents {

  private final Outbox outbox;
  private final EventIds ids;
  private final Clock clock;

  NotificationEvents(Outbox outbox, EventIds ids, Clock clock) {
    this.outbox = outbox;
    this.ids = ids;
    this.clock = clock;
  }

  /** Announces a change, then the count that it led to, to a person whose row is locked. */
  void announce(Recipient recipient, NotificationEvent change) {
    announce(List.of(new Announced(recipient.key(), change, recipient.unreadCount())));
  }

  /** The same of several changes, in their order; the rows of all the people are locked. */
  void announce(List<Announced> changes) {
    outbox.append(
        NotificationTopics.USER,
        changes.stream()
            .flatMap(
                each ->
                    Stream.of(
                        event(each.recipient(), each.change()),
                        event(
                            each.recipient(),
                            new NotificationEvent.UnreadCount(each.unreadCount()))))
            .toList());
  }

  /**
   * A change of a person's feed.
   *
   * @param unreadCount what it led to
   */
  record Announced(RecipientKey recipient, NotificationEvent change, long unreadCount) {}

  private CloudEvent event(RecipientKey recipient, NotificationEvent event) {
    return new CloudEvent(
        ids.next(),
        "/notification-service",
        event.type(),
        clock.instant(),
        subject(event),
        recipient.workspace(),
        Channel.of("user", recipient.userId()),
        Map.of(),
        Json.bytes(event));
  }

  private static String subject(NotificationEvent event) {
    return switch (event) {
      case NotificationEvent.Created(NotificationView notification) ->
          "notification:" + notification.id();
      case NotificationEvent.UnreadCount _, NotificationEvent.Read _, NotificationEvent.AllRead _ ->
          null;
    };
  }
}
