package dev.tidings.notification.feed;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Leaves the events of people's feeds in the outbox, in the transaction of the change. */
@ApplicationScoped
class NotificationEvents {

  private final Outbox outbox;
  private final RecipientRepository recipients;
  private final EventIds ids;
  private final Clock clock;

  NotificationEvents(Outbox outbox, RecipientRepository recipients, EventIds ids, Clock clock) {
    this.outbox = outbox;
    this.recipients = recipients;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Announces changes, then the count that they led to, to people whose rows are locked and stored
   * as they are now.
   */
  void announce(Map<RecipientKey, ? extends List<? extends NotificationEvent>> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Map<RecipientKey, UnreadCountView> unread = recipients.unread(changes.keySet());
    var announced = new ArrayList<CloudEvent>();
    changes.forEach(
        (person, events) -> {
          events.forEach(event -> announced.add(event(person, event)));
          UnreadCountView count = unread.get(person);
          announced.add(
              event(
                  person,
                  new NotificationEvent.UnreadCount(count.count(), count.broadcastsThrough())));
        });
    outbox.append(NotificationTopics.USER, announced);
  }

  /** The same of one person. */
  void announce(RecipientKey person, List<? extends NotificationEvent> changes) {
    var one = new LinkedHashMap<RecipientKey, List<? extends NotificationEvent>>();
    one.put(person, changes);
    announce(one);
  }

  /** Announces what became of a broadcast, once to all whom it is for. */
  void announce(String workspace, Audience audience, NotificationEvent event) {
    outbox.append(NotificationTopics.USER, List.of(event(workspace, audience.channel(), event)));
  }

  private CloudEvent event(RecipientKey person, NotificationEvent event) {
    return event(person.workspace(), Channel.of("user", person.userId()), event);
  }

  private CloudEvent event(String workspace, Channel channel, NotificationEvent event) {
    return new CloudEvent(
        ids.next(),
        "/notification-service",
        event.type(),
        clock.instant(),
        subject(event),
        workspace,
        channel,
        Map.of(),
        Json.bytes(event));
  }

  private static String subject(NotificationEvent event) {
    return event instanceof NotificationEvent.Created(NotificationView notification)
        ? "notification:" + notification.id()
        : null;
  }
}
