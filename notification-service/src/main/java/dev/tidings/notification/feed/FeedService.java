package dev.tidings.notification.feed;

import dev.tidings.notification.feed.NotificationRepository.Standing;
import dev.tidings.notification.feed.NotificationRepository.Subject;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Changes people's notifications, and announces each change to all devices of the person. */
@ApplicationScoped
public class FeedService {

  private final RecipientRepository recipients;
  private final NotificationRepository notifications;
  private final BroadcastRepository broadcasts;
  private final NotificationEvents events;
  private final ArrivalRouter router;
  private final EventIds ids;
  private final Clock clock;

  FeedService(
      RecipientRepository recipients,
      NotificationRepository notifications,
      BroadcastRepository broadcasts,
      NotificationEvents events,
      ArrivalRouter router,
      EventIds ids,
      Clock clock) {
    this.recipients = recipients;
    this.notifications = notifications;
    this.broadcasts = broadcasts;
    this.events = events;
    this.router = router;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Adds notifications, except those whose source the recipient has been told of before. However
   * many there are, it takes a handful of statements, as long as nothing goes out. One whose
   * collapse key an unread one in the list has takes the place of that.
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
    List<Arrival> arrivals = news(made, locked.keySet());
    Set<UUID> listed = router.route(arrivals);
    var entering = new ArrayList<Notification>();
    var added = new LinkedHashMap<RecipientKey, UUID>();
    var all = new ArrayList<Notification>();
    for (Arrival arrival : arrivals) {
      var notification = new Notification(arrival.id(), arrival.made(), arrival.at());
      all.add(notification);
      added.put(notification.owner(), arrival.id());
      if (listed.contains(arrival.id())) {
        entering.add(notification);
      }
    }
    Map<UUID, UUID> replaced = enter(entering, locked);
    notifications.insert(all);
    notifications.replace(replaced);
    recipients.save(locked.values());
    announceArrivals(entering);
    return added;
  }

  private List<Arrival> news(Collection<NewNotification> made, Collection<RecipientKey> people) {
    var known =
        new HashSet<>(
            notifications.sources(
                people,
                made.stream()
                    .map(NewNotification::sourceKey)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList()));
    return made.stream()
        .filter(
            each ->
                each.sourceKey() == null
                    || known.add(new Source(each.recipient(), each.sourceKey())))
        .map(each -> new Arrival(UUID.fromString(ids.next()), each, now()))
        .toList();
  }

  /**
   * Puts them into the lists of their owners, whose rows are locked.
   *
   * @return by id, which of them took the place of those that were there
   */
  private Map<UUID, UUID> enter(List<Notification> entering, Map<RecipientKey, Recipient> locked) {
    var subjects = new LinkedHashSet<Subject>();
    entering.stream()
        .filter(FeedService::collapses)
        .map(FeedService::subject)
        .forEach(subjects::add);
    var standing = new HashMap<>(notifications.standing(subjects));
    var fresh = new HashMap<UUID, Notification>();
    var replaced = new LinkedHashMap<UUID, UUID>();
    for (Notification notification : entering) {
      Recipient recipient = locked.get(notification.owner());
      notification.enter(recipient.next(), now());
      recipient.unread(1);
      if (collapses(notification)) {
        Standing earlier = standing.get(subject(notification));
        if (earlier != null) {
          notification.replace(earlier.id(), earlier.count());
          recipient.unread(-1);
          giveWay(earlier.id(), notification.id(), fresh, replaced);
        }
        standing.put(
            subject(notification), new Standing(notification.id(), notification.view().count()));
        fresh.put(notification.id(), notification);
      }
    }
    return replaced;
  }

  /** What came a moment ago is not stored yet and gives way here, the rest in its row. */
  private static void giveWay(
      UUID earlier, UUID successor, Map<UUID, Notification> fresh, Map<UUID, UUID> replaced) {
    replaced.replaceAll((_, by) -> by.equals(earlier) ? successor : by);
    fresh.values().stream()
        .filter(each -> earlier.equals(each.id()) || earlier.equals(each.replacedBy()))
        .forEach(each -> each.giveWay(successor));
    if (!fresh.containsKey(earlier)) {
      replaced.put(earlier, successor);
    }
  }

  private void announceArrivals(List<Notification> entered) {
    var changes = new LinkedHashMap<RecipientKey, List<NotificationEvent>>();
    for (Notification notification : entered) {
      changes
          .computeIfAbsent(notification.owner(), _ -> new ArrayList<>())
          .add(new NotificationEvent.Created(notification.view()));
    }
    events.announce(changes);
  }

  private static boolean collapses(Notification notification) {
    return notification.made().handling().collapseKey() != null;
  }

  private static Subject subject(Notification notification) {
    return new Subject(notification.owner(), notification.made().handling().collapseKey());
  }

  /** Locks the person's row, for whoever has to lock more after it. */
  @Transactional
  public void hold(RecipientKey owner) {
    recipients.lock(owner);
  }

  /** Puts a notification into its owner's list that was to come later, or to come back. */
  @Transactional
  public void list(RecipientKey owner, UUID id) {
    Recipient recipient = recipients.lock(owner).orElseThrow(FeedService::notFound);
    Notification notification = notifications.find(owner, id).orElseThrow(FeedService::notFound);
    if (!notification.listed() && notification.replacedBy() == null) {
      Map<UUID, UUID> replaced = enter(List.of(notification), Map.of(owner, recipient));
      notifications.save(List.of(notification));
      notifications.replace(replaced);
      recipients.save(List.of(recipient));
      announceArrivals(List.of(notification));
    }
  }

  /**
   * Marks one of the person's notifications read; again changes and announces nothing.
   *
   * @throws ProblemException {@code not-found} if the person has none with that id
   */
  @Transactional
  public NotificationView read(RecipientKey owner, UUID id) {
    return change(owner, List.of(id), NotificationState.READ, null).stream()
        .findFirst()
        .orElseThrow(FeedService::notFound);
  }

  /**
   * Brings those of the ids that the person has into a state; where they are in it already, nothing
   * changes and nothing is announced. Snoozing a broadcast replaces it by a copy of the person's
   * own, with an id of its own.
   *
   * @param until when what is snoozed comes back; null for every other state
   * @return what there is of the ids, as it is now
   */
  @Transactional
  public List<NotificationView> change(
      RecipientKey owner, Collection<UUID> wanted, NotificationState state, Instant until) {
    Recipient recipient = recipients.lock(owner).orElse(null);
    if (recipient == null) {
      return List.of();
    }
    var change = new FeedChange(recipient, state, until, now());
    List<Notification> own = notifications.lock(owner, wanted);
    List<SeenBroadcast> seen = broadcasts.find(owner, wanted);
    own.forEach(change::apply);
    seen.forEach(broadcast -> change.apply(broadcast, ids));
    store(owner, recipient, change);
    var views = new ArrayList<NotificationView>();
    own.forEach(each -> views.add(each.view()));
    seen.forEach(each -> views.add(change.shown(each).view()));
    return views;
  }

  private void store(RecipientKey owner, Recipient recipient, FeedChange change) {
    if (change.events().isEmpty()) {
      return;
    }
    notifications.insert(change.copies());
    notifications.save(change.own());
    if (change.readsAll()) {
      notifications.readReplaced(
          owner, change.own().stream().map(Notification::id).toList(), now());
    }
    change.seen().forEach(each -> broadcasts.save(owner, each, null));
    change.copied().forEach(each -> broadcasts.save(owner, each, now()));
    change.returned().forEach(router::forget);
    change.reminders().forEach(each -> router.remind(owner, each, change.until()));
    recipients.save(List.of(recipient));
    events.announce(owner, change.events());
  }

  /**
   * Deletes those of the ids that the person has.
   *
   * @return how many those were
   */
  @Transactional
  public int delete(RecipientKey owner, Collection<UUID> wanted) {
    Recipient recipient = recipients.lock(owner).orElse(null);
    if (recipient == null) {
      return 0;
    }
    List<Notification> own = notifications.lock(owner, wanted);
    List<SeenBroadcast> seen = broadcasts.find(owner, wanted);
    var gone = new ArrayList<String>();
    for (Notification each : own) {
      gone.add(each.id().toString());
      recipient.unread(each.state() == NotificationState.UNREAD ? -1 : 0);
    }
    seen.forEach(each -> gone.add(each.id().toString()));
    if (gone.isEmpty()) {
      return 0;
    }
    List<UUID> doomed = own.stream().map(Notification::id).toList();
    router.hold(doomed);
    notifications.delete(owner, doomed);
    seen.forEach(each -> broadcasts.save(owner, each, now()));
    recipients.save(List.of(recipient));
    events.announce(owner, List.of(new NotificationEvent.Deleted(gone)));
    return gone.size();
  }

  /**
   * Deletes some of what the person has read, the oldest first.
   *
   * @param type of one type; null for all types
   * @return how many
   */
  @Transactional
  public int deleteRead(RecipientKey owner, String type, int limit) {
    if (recipients.lock(owner).isEmpty()) {
      return 0;
    }
    var found = new ArrayList<>(notifications.readOnes(owner, type, limit));
    if (found.size() < limit) {
      found.addAll(broadcasts.readOnes(owner, type, limit - found.size()));
    }
    return delete(owner, found);
  }

  /**
   * Marks all of the person's notifications read, however many those are by one mark; announces
   * nothing if all were.
   */
  @Transactional
  public void readAll(RecipientKey owner) {
    recipients.lock(owner).ifPresent(this::readAll);
  }

  private void readAll(Recipient recipient) {
    RecipientKey owner = recipient.key();
    if (recipients.unread(List.of(owner)).get(owner).count() == 0) {
      return;
    }
    long lastBroadcast = broadcasts.lastSeq(owner.workspace());
    if (recipient.unreadCount() > 0) {
      notifications.mark(owner, recipient.lastSeq(), now());
    }
    if (lastBroadcast > recipient.broadcastsReadThrough()) {
      broadcasts.mark(owner, lastBroadcast, now());
    }
    recipient.readAll(lastBroadcast);
    recipients.save(List.of(recipient));
    events.announce(owner, List.of(new NotificationEvent.AllRead(true, newest(owner).toString())));
  }

  private UUID newest(RecipientKey owner) {
    return Stream.<Entry>concat(
            notifications.newest(owner).stream(),
            broadcasts.page(owner, FeedFilter.ALL, Long.MAX_VALUE, 1).stream())
        .max(Comparator.comparing(entry -> entry.view().createdAt()))
        .map(Entry::id)
        .orElseThrow(FeedService::notFound);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ProblemException notFound() {
    return ProblemException.notFound("notification");
  }
}
