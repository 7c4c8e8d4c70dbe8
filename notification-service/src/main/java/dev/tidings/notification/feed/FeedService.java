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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Changes people's notifications, and announces each change to all devices of the person. */
@ApplicationScoped
public class FeedService {

  private final RecipientRepository recipients;
  private final NotificationRepository notifications;
  private final NotificationEvents events;
  private final ArrivalRouter router;
  private final EventIds ids;
  private final Clock clock;

  FeedService(
      RecipientRepository recipients,
      NotificationRepository notifications,
      NotificationEvents events,
      ArrivalRouter router,
      EventIds ids,
      Clock clock) {
    this.recipients = recipients;
    this.notifications = notifications;
    this.events = events;
    this.router = router;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Adds notifications, except those whose source the recipient has been told of before. However
   * many there are, it takes a handful of statements, in batches, as long as nothing goes out.
   *
   * @return the last one added for each recipient, in the order in which they were given
   */
  @Transactional
  public Map<RecipientKey, UUID> add(Collection<NewNotification> made) {
    if (made.isEmpty()) {
      return Map.of();
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
    List<Arrival> arrivals =
        made.stream()
            .filter(
                each ->
                    each.sourceKey() == null
                        || known.add(new Source(each.recipient(), each.sourceKey())))
            .map(each -> new Arrival(UUID.fromString(ids.next()), each, now()))
            .toList();
    Set<UUID> listed = router.route(arrivals);
    var announced = new ArrayList<NotificationEvents.Announced>();
    var added = new LinkedHashMap<RecipientKey, UUID>();
    for (Arrival arrival : arrivals) {
      Recipient recipient = locked.get(arrival.made().recipient());
      var notification = new Notification(arrival.id(), arrival.made(), arrival.at());
      if (listed.contains(arrival.id())) {
        notification.enter(recipient.receive(), arrival.at());
        announced.add(
            new NotificationEvents.Announced(
                recipient.key(),
                new NotificationEvent.Created(notification.view()),
                recipient.unreadCount()));
      }
      notifications.persist(notification);
      added.put(recipient.key(), arrival.id());
    }
    events.announce(announced);
    return added;
  }

  /** Puts a notification into its owner's list that was to come later. */
  @Transactional
  public void list(RecipientKey owner, UUID id) {
    Recipient recipient = recipients.lock(owner).orElseThrow(FeedService::notFound);
    Notification notification = notifications.find(owner, id).orElseThrow(FeedService::notFound);
    if (!notification.listed()) {
      notification.enter(recipient.receive(), now());
      events.announce(recipient, new NotificationEvent.Created(notification.view()));
    }
  }

  /**
   * Marks one of the person's notifications read; again changes and announces nothing.
   *
   * @throws ProblemException {@code not-found} if the person has none with that id
   */
  @Transactional
  public NotificationView read(RecipientKey owner, UUID id) {
    Recipient recipient = recipients.lock(owner).orElseThrow(FeedService::notFound);
    Notification notification =
        notifications
            .find(owner, id)
            .filter(Notification::listed)
            .orElseThrow(FeedService::notFound);
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
