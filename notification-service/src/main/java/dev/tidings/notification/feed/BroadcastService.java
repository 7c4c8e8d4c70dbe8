package dev.tidings.notification.feed;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Tells something to a whole workspace or role: a row and an event, however many people that is.
 */
@ApplicationScoped
public class BroadcastService {

  private static final int BATCH = 50;

  private static final UUID LAST_ID = UUID.fromString("ffffffff-ffff-ffff-ffff-ffffffffffff");

  private final BroadcastRepository broadcasts;
  private final NotificationEvents events;
  private final ArrivalRouter router;
  private final FeedConfig config;
  private final EventIds ids;
  private final Clock clock;

  BroadcastService(
      BroadcastRepository broadcasts,
      NotificationEvents events,
      ArrivalRouter router,
      FeedConfig config,
      EventIds ids,
      Clock clock) {
    this.broadcasts = broadcasts;
    this.events = events;
    this.router = router;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Adds a broadcast, unless its source has caused one before.
   *
   * @return the id of the one that there is now
   */
  @Transactional
  public UUID add(NewBroadcast made) {
    Instant now = now();
    boolean later = made.notBefore() != null && made.notBefore().isAfter(now);
    UUID id = UUID.fromString(ids.next());
    Long seq = later ? null : (Long) broadcasts.draw(made.workspace());
    if (!broadcasts.insert(id, made, seq, now)) {
      return broadcasts.ofSource(made.workspace(), made.sourceKey()).orElseThrow();
    }
    if (!later) {
      announce(made.workspace(), id);
    }
    return id;
  }

  /**
   * Takes a broadcast out of all lists, or one back that is still to come.
   *
   * @throws ProblemException {@code not-found}
   */
  @Transactional
  public void withdraw(String workspace, UUID id) {
    remove(
        broadcasts.lock(workspace, id).orElseThrow(() -> ProblemException.notFound("broadcast")));
  }

  /** The workspace's broadcasts, the last made first, also those that are still to come. */
  @Transactional
  public Page<BroadcastView> page(String workspace, String cursor, int limit) {
    UUID before = cursor == null ? LAST_ID : Cursor.decode(cursor, 1).uuid(0);
    List<BroadcastView> rows =
        broadcasts.all(workspace, before, limit + 1).stream()
            .map(
                each ->
                    new BroadcastView(
                        each.id().toString(),
                        each.audience().value(),
                        each.view().broadcast(),
                        each.notBefore(),
                        each.view()))
            .toList();
    return Page.ofOneMore(rows, limit, row -> Cursor.of(row.id()));
  }

  @Scheduled(every = "${tidings.notification.feed.every:5s}", concurrentExecution = SKIP)
  void look() {
    int done;
    do {
      done = comeDue() + expire();
    } while (done > 0);
  }

  /** Has those come whose time it is, and says how many that were. */
  @Transactional
  int comeDue() {
    List<BroadcastRepository.Stored> due = broadcasts.due(now(), BATCH);
    for (BroadcastRepository.Stored each : due) {
      broadcasts.enter(each.id(), broadcasts.draw(each.workspace()), now());
      announce(each.workspace(), each.id());
    }
    return due.size();
  }

  /** Takes those away that are worth nothing more or are too old, and says how many that were. */
  @Transactional
  int expire() {
    Instant now = now();
    List<BroadcastRepository.Stored> over =
        broadcasts.over(now, now.minus(config.broadcastsKept()), BATCH);
    over.forEach(this::remove);
    return over.size();
  }

  private void remove(BroadcastRepository.Stored broadcast) {
    router.hold(broadcasts.carriers(broadcast.id()));
    broadcasts.delete(broadcast.id());
    if (broadcast.view().broadcast() != null) {
      events.announce(
          broadcast.workspace(),
          broadcast.audience(),
          new NotificationEvent.Deleted(List.of(broadcast.id().toString())));
    }
  }

  private void announce(String workspace, UUID id) {
    BroadcastRepository.Stored stored = broadcasts.lock(workspace, id).orElseThrow();
    events.announce(workspace, stored.audience(), new NotificationEvent.Created(stored.view()));
    router.carry(workspace, id, stored.view().type(), stored.view().priority());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
