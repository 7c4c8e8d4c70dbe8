package dev.tidings.notification.feed;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.platform.store.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/**
 * Takes out of people's lists what is worth nothing more, and deletes what was kept for long enough
 * (R-N9). In batches, each a transaction; replicas that clear at the same time leave each other's
 * rows alone, and what one leaves the next round finds.
 */
@ApplicationScoped
class FeedRetention {

  private static final Logger LOG = Logger.getLogger(FeedRetention.class);

  static final int BATCH = 1_000;

  private static final String EXPIRED =
      """
      select workspace, user_id, id from notifications
       where expires_at <= ? and seq is not null
       order by expires_at limit ?
      """;

  private static final String UNREAD_FOR_LONG =
      """
      select n.workspace, n.user_id, n.id from notifications n
       where n.created_at < ? and n.seq is not null and n.read_at is null
       order by n.created_at limit ?
      """;

  private static final String READ =
      """
      delete from notifications where id in
        (select id from notifications where read_at < ?
          order by read_at limit ? for update skip locked)
      """;

  /** What never was in a list, or gave its place to another. */
  private static final String LEFT_OVER =
      """
      delete from notifications where id in
        (select n.id from notifications n
          where n.created_at < ? and n.seq is null
            and coalesce(greatest(n.not_before, n.snoozed_until), n.created_at) < ?
            and not exists (select from notifications s where s.id = n.replaced_by)
          order by n.created_at limit ? for update skip locked)
      """;

  private static final String OLDEST_MARK =
      """
      select workspace, user_id, through, read_at from read_marks
       order by read_at limit 1 for update skip locked
      """;

  private static final String SETTLE =
      """
      update notifications set read_at = ? where id in
        (select id from notifications
          where workspace = ? and user_id = ? and read_at is null and unread_since <= ?
          limit ?)
        and read_at is null and unread_since <= ?
      """;

  private final FeedService feed;
  private final RecipientRepository recipients;
  private final Posts posts;
  private final FeedConfig config;
  private final Sql sql;
  private final Clock clock;

  FeedRetention(
      FeedService feed,
      RecipientRepository recipients,
      Posts posts,
      FeedConfig config,
      Sql sql,
      Clock clock) {
    this.feed = feed;
    this.recipients = recipients;
    this.posts = posts;
    this.config = config;
    this.sql = sql;
    this.clock = clock;
  }

  private record Mark(RecipientKey owner, long through, Instant readAt) {}

  private record Doomed(RecipientKey owner, UUID id) {}

  @Scheduled(every = "${tidings.notification.feed.every:5s}", concurrentExecution = SKIP)
  void expire() {
    remove(EXPIRED, clock.instant());
  }

  @Scheduled(
      every = "${tidings.notification.feed.clear-every:10m}",
      delayed = "1m",
      concurrentExecution = SKIP)
  void clear() {
    int settled = repeat(this::settle);
    remove(UNREAD_FOR_LONG, before(config.unreadKept()));
    int deleted =
        repeat(() -> delete(READ, before(config.readKept()), BATCH))
            + repeat(
                () ->
                    delete(LEFT_OVER, before(config.readKept()), before(config.readKept()), BATCH));
    delete("delete from broadcast_reads where read_at < ?", before(config.broadcastsKept()));
    int keys = repeat(() -> posts.forgetOldKeys(BATCH));
    LOG.debugf("%d were noted as read, %d and %d keys deleted", settled, deleted, keys);
  }

  /**
   * Has some of the rows that a mark is about say themselves when they were read, and forgets the
   * mark when all do. Nothing that anybody sees changes.
   *
   * @return how many rows or marks that were
   */
  @Transactional
  int settle() {
    var oldest =
        sql.<Mark>first(
            OLDEST_MARK,
            row ->
                new Mark(
                    new RecipientKey(row.getString("workspace"), row.getString("user_id")),
                    row.getLong("through"),
                    Content.time(row, "read_at")));
    if (oldest.isEmpty()) {
      return 0;
    }
    Mark mark = oldest.get();
    recipients.lock(mark.owner());
    int rows =
        sql.update(
            SETTLE,
            mark.readAt(),
            mark.owner().workspace(),
            mark.owner().userId(),
            mark.through(),
            BATCH,
            mark.through());
    if (rows < BATCH) {
      sql.update(
          "delete from read_marks where workspace = ? and user_id = ? and through = ?",
          mark.owner().workspace(),
          mark.owner().userId(),
          mark.through());
    }
    return rows + 1;
  }

  /** Deletes them as their owners would, so that counts stay exact and devices hear of it. */
  private void remove(String which, Instant before) {
    Map<RecipientKey, Set<UUID>> doomed;
    do {
      doomed = new LinkedHashMap<>();
      for (Doomed each :
          sql.<Doomed>list(
              which,
              row ->
                  new Doomed(
                      new RecipientKey(row.getString("workspace"), row.getString("user_id")),
                      row.getObject("id", UUID.class)),
              before,
              BATCH)) {
        doomed.computeIfAbsent(each.owner(), _ -> new LinkedHashSet<>()).add(each.id());
      }
      doomed.forEach((owner, ids) -> feed.delete(owner, ids));
    } while (doomed.values().stream().mapToInt(Set::size).sum() == BATCH);
  }

  @Transactional
  int delete(String statement, Object... parameters) {
    return sql.update(statement, parameters);
  }

  /** Forgets the person's list. */
  void forget(@Observes PersonErased erased) {
    RecipientKey person = erased.person();
    recipients.lock(person);
    for (String table :
        List.of(
            "notifications",
            "read_marks",
            "broadcast_reads",
            "broadcast_states",
            "role_members",
            "recipients")) {
      sql.update(
          "delete from " + table + " where workspace = ? and user_id = ?",
          person.workspace(),
          person.userId());
    }
  }

  private Instant before(Duration kept) {
    return clock.instant().minus(kept);
  }

  private static int repeat(IntSupplier batch) {
    int all = 0;
    int done;
    do {
      done = batch.getAsInt();
      all += done;
    } while (done > 0);
    return all;
  }
}
