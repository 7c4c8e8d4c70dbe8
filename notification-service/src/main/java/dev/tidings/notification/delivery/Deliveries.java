package dev.tidings.notification.delivery;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The rows of what is on its way. */
@ApplicationScoped
class Deliveries {

  private static final String QUEUE =
      """
      insert into deliveries
        (id, workspace, user_id, channel, notification_id, type, state, not_before, collapse_key,
         waited, created_at)
      values (?::uuid, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?)
      """;

  /** It may have been on its way to the list before. */
  private static final String REMIND =
      """
      insert into deliveries
        (id, workspace, user_id, channel, notification_id, state, not_before, created_at)
      values (?::uuid, ?, ?, 'in_app', ?, 'queued', ?, ?)
      on conflict (notification_id, channel) where notification_id is not null do update
        set state = 'queued', not_before = excluded.not_before, attempts = 0,
            claim = deliveries.claim + 1, lease_until = null, last_error = null, finished_at = null
      """;

  private static final String OPEN_DIGEST =
      """
      insert into deliveries
        (id, workspace, user_id, channel, digest_at, state, not_before, created_at)
      values (?::uuid, ?, ?, ?, ?, 'queued', ?, ?)
      on conflict (workspace, user_id, channel, digest_at) where digest_at is not null do nothing
      """;

  /** Only into a digest that nobody has begun to send; its row is locked until we commit. */
  private static final String ADD_TO_DIGEST =
      """
      with open as (
        select id from deliveries
        where workspace = ? and user_id = ? and channel = ? and digest_at = ?
          and state = 'queued' and attempts = 0
        for update)
      insert into digest_items (delivery_id, notification_id) select id, ? from open
      on conflict do nothing
      """;

  private static final String CLAIM =
      """
      with due as (
        select id, not_before as at from deliveries
        where state = 'queued' and not_before <= ?
        order by not_before limit ? for update skip locked),
      lost as (
        select id, lease_until as at from deliveries
        where state = 'sending' and lease_until <= ?
        order by lease_until limit ? for update skip locked),
      chosen as (
        select id from (table due union all table lost) both_kinds order by at limit ?)
      update deliveries d
      set state = 'sending', lease_until = ?, attempts = attempts + 1, claim = claim + 1
      from chosen
      where d.id = chosen.id
      returning d.id, workspace, user_id, channel, notification_id, digest_at, attempts, claim, waited
      """;

  private static final String OURS = " where id = ? and claim = ? and state = 'sending'";

  private final Sql sql;
  private final EventIds ids;

  Deliveries(Sql sql, EventIds ids) {
    this.sql = sql;
    this.ids = ids;
  }

  /** Queues a notification on a channel, due at once or later. */
  void queue(
      RecipientKey person,
      DeliveryChannel channel,
      UUID notification,
      String type,
      Instant notBefore,
      String collapseKey,
      boolean waited,
      Instant now) {
    sql.update(
        QUEUE,
        ids.next(),
        person.workspace(),
        person.userId(),
        channel.value(),
        notification,
        type,
        notBefore,
        collapseKey,
        waited,
        now);
  }

  /** Has a notification come back into the list then. */
  void remind(RecipientKey person, UUID notification, Instant at, Instant now) {
    sql.update(REMIND, ids.next(), person.workspace(), person.userId(), notification, at, now);
  }

  /** Locks the notifications' own deliveries and the digests that hold them. */
  void lockOf(Collection<UUID> notifications) {
    List<String> ids = notifications.stream().map(UUID::toString).toList();
    sql.list(
        """
        select d.id from deliveries d
        where d.notification_id = any (?::uuid[])
           or d.id in (select delivery_id from digest_items where notification_id = any (?::uuid[]))
        order by d.id for update
        """,
        row -> row.getString(1),
        ids,
        ids);
  }

  /** A notification is in the list already that was to come back. */
  void forget(UUID notification, Instant now) {
    sql.update(
        """
        update deliveries
        set state = 'sent', claim = claim + 1, lease_until = null, finished_at = ?
        where notification_id = ? and channel = 'in_app' and state in ('queued', 'sending')
        """,
        now,
        notification);
  }

  /**
   * Adds a notification to the digest that is due then, which is made if there is none.
   *
   * @return false if that digest is being sent already
   */
  boolean addToDigest(
      RecipientKey person, DeliveryChannel channel, UUID notification, Instant due, Instant now) {
    sql.update(
        OPEN_DIGEST,
        ids.next(),
        person.workspace(),
        person.userId(),
        channel.value(),
        due,
        due,
        now);
    return sql.update(
            ADD_TO_DIGEST, person.workspace(), person.userId(), channel.value(), due, notification)
        == 1;
  }

  /** Whether one of the collapse key waits for the person on the channel. */
  boolean waits(RecipientKey person, DeliveryChannel channel, String collapseKey) {
    return sql.number(
            """
            select count(*) from deliveries
            where workspace = ? and user_id = ? and channel = ? and state = 'queued'
              and collapse_key = ?
            """,
            person.workspace(),
            person.userId(),
            channel.value(),
            collapseKey)
        > 0;
  }

  /**
   * How many went out, or are about to, one by one, to the person on the channel since then.
   *
   * @param type of one type; null for all types
   */
  long countSince(RecipientKey person, DeliveryChannel channel, String type, Instant since) {
    return sql.number(
        """
        select count(*) from deliveries
        where workspace = ? and user_id = ? and channel = ? and created_at > ?
          and notification_id is not null and state in ('queued', 'sending', 'sent')
          and (?::text is null or type = ?)
        """,
        person.workspace(),
        person.userId(),
        channel.value(),
        since,
        type,
        type);
  }

  /** Claims what is due, and what others had claimed whose lease is over. */
  List<Claim> claim(Instant now, Instant leaseUntil, int limit) {
    return sql.list(CLAIM, Deliveries::claim, now, limit, now, limit, limit, leaseUntil);
  }

  private static Claim claim(ResultSet row) throws SQLException {
    var digestAt = row.getTimestamp("digest_at");
    return new Claim(
        row.getObject("id", UUID.class),
        new RecipientKey(row.getString("workspace"), row.getString("user_id")),
        DeliveryChannel.of(row.getString("channel")),
        row.getObject("notification_id", UUID.class),
        digestAt == null ? null : digestAt.toInstant(),
        row.getInt("attempts"),
        row.getLong("claim"),
        row.getBoolean("waited"));
  }

  /**
   * Has the lease of a claim last until then; its row is locked until the transaction ends.
   *
   * @return false if the claim doesn't hold any more
   */
  boolean renew(Claim claim, Instant leaseUntil) {
    return sql.update(
            "update deliveries set lease_until = ?" + OURS, leaseUntil, claim.id(), claim.number())
        == 1;
  }

  /** Gives it back without having tried. */
  void postpone(Claim claim, Instant notBefore, boolean waited) {
    sql.update(
        """
        update deliveries
        set state = 'queued', lease_until = null, not_before = ?, attempts = attempts - 1, waited = ?
        """
            + OURS,
        notBefore,
        waited,
        claim.id(),
        claim.number());
  }

  /** Gives it back after a try that failed. */
  void retry(Claim claim, Instant notBefore, String error) {
    sql.update(
        """
        update deliveries
        set state = 'queued', lease_until = null, not_before = ?, last_error = ?
        """
            + OURS,
        notBefore,
        error,
        claim.id(),
        claim.number());
  }

  /**
   * It is over: {@code sent}, {@code merged}, {@code dropped} or {@code failed}.
   *
   * @return false if another worker has it by now
   */
  boolean finish(Claim claim, DeliveryState state, String error, Instant now) {
    return sql.update(
            """
        update deliveries
        set state = ?, lease_until = null, last_error = coalesce(?, last_error), finished_at = ?
        """
                + OURS,
            state.value(),
            error,
            now,
            claim.id(),
            claim.number())
        == 1;
  }

  /** The notifications that a digest holds, in the order in which they were made. */
  List<UUID> items(Claim digest) {
    return sql.list(
        """
        select notification_id from digest_items where delivery_id = ? order by notification_id
        """,
        row -> row.getObject(1, UUID.class),
        digest.id());
  }

  /** Takes a notification out of a digest in which it is not wanted any more. */
  void removeItem(Claim digest, UUID notification) {
    sql.update(
        "delete from digest_items where delivery_id = ? and notification_id = ?",
        digest.id(),
        notification);
  }

  /** Has everything decided anew that waits for the person without having been tried. */
  void reconsider(RecipientKey person, Instant now) {
    sql.update(
        """
        update deliveries set not_before = least(not_before, ?)
        where workspace = ? and user_id = ? and state = 'queued' and attempts = 0
          and digest_at is null and channel <> 'in_app'
        """,
        now,
        person.workspace(),
        person.userId());
  }

  /** Queues what had failed, as if it had never been tried. */
  int replay(String workspace, UUID id, Instant now) {
    return sql.update(
        """
        update deliveries
        set state = 'queued', attempts = 0, not_before = ?, finished_at = null
        where workspace = ? and id = ? and state = 'failed'
        """,
        now,
        workspace,
        id);
  }

  /** Queues all of a channel's that had failed, as if they had never been tried. */
  int replayAll(String workspace, DeliveryChannel channel, Instant now) {
    return sql.update(
        """
        update deliveries
        set state = 'queued', attempts = 0, not_before = ?, finished_at = null
        where workspace = ? and channel = ? and state = 'failed'
        """,
        now,
        workspace,
        channel.value());
  }

  /** Deletes some that are over, failed or not, since before then, and says how many. */
  int clear(boolean failed, Instant before, int limit) {
    return sql.update(
        """
        delete from deliveries where id in
          (select id from deliveries
           where finished_at < ? and (state = 'failed') = ? and state not in ('queued', 'sending')
           order by finished_at limit ? for update skip locked)
        """,
        before,
        failed,
        limit);
  }

  /** Forgets all that is or was on its way to the person. */
  void forget(RecipientKey person) {
    sql.update(
        "delete from deliveries where workspace = ? and user_id = ?",
        person.workspace(),
        person.userId());
  }
}
