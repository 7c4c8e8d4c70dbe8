package dev.tidings.notification.feed;

import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Changes people's notifications, and announces each change to all devices of the person. */
@ApplicationScoped
public class FeedService {

  private final RecipientRepository recipients;
  private final NotificationRepository notifications;
  private final NotificationEvents events;
  private final EventIds ids;
  private final Clock clock;

  FeedService(
      RecipientRepository recipients,
      NotificationRepository notifications,
      NotificationEvents events,
      EventIds ids,
      Clock clock) {
    this.recipients = recipients;
    this.notifications = notifications;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Adds notifications, except those whose source the recipient has been told of before. However
   * many there are, it takes a handful of statements, in batches.
   */
  @Transactional
  public void add(Collection<NewNotification> made) {
    if (made.isEmpty()) {
      return;
    }
    Map<RecipientKey, Recipient> locked =
        recipients.lockOrCreate(made.stream().map(NewNotification::recipient).distinct().toList());
    var known =
        new HashSet<>(
            notifications.sources(
                locked.keySet(),
                made.stream()
                    .map(NewNotification::sourceKey)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList()));
    var announced = new ArrayList<NotificationEvents.Announced>();
    for (NewNotification each : made) {
      if (each.sourceKey() == null || known.add(new Source(each.recipient(), each.sourceKey()))) {
        Recipient recipient = locked.get(each.recipient());
        var notification =
            new Notification(UUID.fromString(ids.next()), recipient.receive(), each, now());
        notifications.persist(notification);
        announced.add(
            new NotificationEvents.Announced(
                recipient.key(),
                new NotificationEvent.Created(notification.view()),
                recipient.unreadCount()));
      }
    }
    events.announce(announced);
  }

  /**
   * Marks one of the person's notifications read; again changes and announces nothing.
   *
   * @throws ProblemException {@code not-found} if the person has none with that id
   */
  @Transactional
  public NotificationView read(RecipientKey owner, UUID id) {
    Recipient recipient = recipients.lock(owner).orElseThrow(FeedService::notFound);
    Notification notification = notifications.find(owner, id).orElseThrow(FeedService::notFound);
    if (notification.read(now())) {
      recipient.read();
      events.announce(recipient, new NotificationEvent.Read(List.of(id.toString())));
    }
    return notification.view();
  }

  /** Marks all of the person's notifications read; announces nothing if all were. */
  @Transactional
  public void readAll(RecipientKey owner) {
    recipients.lock(owner).ifPresent(this::readAll);
  }

  private void readAll(Recipient recipient) {
    if (notifications.readAll(recipient.key(), now()) == 0) {
      return;
    }
    recipient.readAll();
    String newest =
        notifications.newest(recipient.key()).orElseThrow(FeedService::notFound).id().toString();
    events.announce(recipient, new NotificationEvent.AllRead(true, newest));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("notification");
  }
}
