package dev.tidings.notification.feed;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps what notifications cite of chat messages as it is said there. A notification whose data
 * name a {@code messageId} cites that message in its body, unless the body is empty.
 */
@ApplicationScoped
public class Citations {

  private final NotificationRepository notifications;
  private final RecipientRepository recipients;
  private final NotificationEvents events;
  private final Event<CitationChanged> changed;

  Citations(
      NotificationRepository notifications,
      RecipientRepository recipients,
      NotificationEvents events,
      Event<CitationChanged> changed) {
    this.notifications = notifications;
    this.recipients = recipients;
    this.events = events;
    this.changed = changed;
  }

  /**
   * Has all that cite the message say this instead, and tells the devices of their owners.
   *
   * @param excerpt what it says now; empty if it is gone
   */
  @Transactional
  public void replace(String workspace, String messageId, String excerpt) {
    List<RecipientKey> owners = notifications.ownersCiting(workspace, messageId, excerpt);
    if (owners.isEmpty()) {
      return;
    }
    recipients.lockOrCreate(owners);
    List<UUID> ids = notifications.cite(workspace, messageId, excerpt);
    changed.fire(new CitationChanged(ids));
    events.announce(announcements(notifications.all(ids)));
  }

  /**
   * Has nothing cite messages of the room any more whose number is up to the given one. Devices
   * find that out when they load: those messages are old.
   */
  @Transactional
  public void forget(String workspace, String roomId, long through) {
    List<UUID> ids = notifications.citeNothing(workspace, roomId, through);
    if (!ids.isEmpty()) {
      changed.fire(new CitationChanged(ids));
    }
  }

  private static Map<RecipientKey, List<NotificationEvent>> announcements(
      List<Notification> reworded) {
    var announcements = new LinkedHashMap<RecipientKey, List<NotificationEvent>>();
    reworded.stream()
        .filter(Notification::shown)
        .collect(groupingBy(Notification::owner, LinkedHashMap::new, toList()))
        .forEach(
            (owner, theirs) ->
                announcements.put(owner, theirs.stream().map(Citations::announcement).toList()));
    return announcements;
  }

  private static NotificationEvent announcement(Notification notification) {
    NotificationState state = notification.state();
    return switch (state) {
      case UNREAD, READ -> new NotificationEvent.Created(notification.view());
      case ARCHIVED, SNOOZED ->
          new NotificationEvent.Updated(
              List.of(notification.id().toString()), state, notification.view().snoozedUntil());
    };
  }
}
