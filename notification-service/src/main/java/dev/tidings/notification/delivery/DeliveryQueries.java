package dev.tidings.notification.delivery;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Answers questions about what is on its way. */
@ApplicationScoped
class DeliveryQueries {

  private static final String COLUMNS =
      """
      select d.id, d.user_id, d.channel, d.digest_at, d.state, d.not_before, d.attempts,
             d.last_error, d.finished_at, coalesce(n.carries, d.notification_id) as notification_id
      from deliveries d left join notifications n on n.id = d.notification_id
      """;

  private static final String OF_NOTIFICATION =
      COLUMNS
          + """
            where d.notification_id = ?
               or d.id in (select delivery_id from digest_items where notification_id = ?)
            order by d.id
            """;

  private static final String FAILED =
      COLUMNS
          + """
            where d.workspace = ? and d.state = 'failed' and (d.finished_at, d.id) < (?, ?::uuid)
            order by d.finished_at desc, d.id desc
            limit ?
            """;

  private static final String OF_PERSON =
      COLUMNS
          + """
            where d.workspace = ? and d.user_id = ? and d.id < ?::uuid
              and (?::text is null or d.channel = ?) and (?::text is null or d.state = ?)
            order by d.id desc
            limit ?
            """;

  private static final String LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  private final Sql sql;

  DeliveryQueries(Sql sql) {
    this.sql = sql;
  }

  /** The notification's own deliveries and the digests that hold it, oldest first. */
  List<DeliveryView> ofNotification(UUID notification) {
    return sql.list(OF_NOTIFICATION, DeliveryQueries::view, notification, notification);
  }

  /**
   * What failed in a workspace, the last first.
   *
   * @param cursor where the page before ended; null for the first
   */
  Page<DeliveryView> failed(String workspace, String cursor, int limit) {
    Cursor before = cursor == null ? Cursor.of(END, LAST_ID) : Cursor.decode(cursor, 2);
    return Page.ofOneMore(
        sql.list(
            FAILED, DeliveryQueries::view, workspace, before.instant(0), before.uuid(1), limit + 1),
        limit,
        delivery -> Cursor.of(delivery.finishedAt(), delivery.id()));
  }

  /**
   * What is or was on its way to a person, the last made first.
   *
   * @param channel on one channel; null for all
   * @param state in one state; null for all
   * @param cursor where the page before ended; null for the first
   */
  Page<DeliveryView> ofPerson(
      RecipientKey person, DeliveryChannel channel, DeliveryState state, String cursor, int limit) {
    Object before = cursor == null ? LAST_ID : Cursor.decode(cursor, 1).uuid(0);
    String onChannel = channel == null ? null : channel.value();
    String inState = state == null ? null : state.value();
    return Page.ofOneMore(
        sql.list(
            OF_PERSON,
            DeliveryQueries::view,
            person.workspace(),
            person.userId(),
            before,
            onChannel,
            onChannel,
            inState,
            inState,
            limit + 1),
        limit,
        delivery -> Cursor.of(delivery.id()));
  }

  private static DeliveryView view(ResultSet row) throws SQLException {
    return new DeliveryView(
        row.getString("id"),
        row.getString("user_id"),
        DeliveryChannel.of(row.getString("channel")),
        row.getString("notification_id"),
        time(row, "digest_at"),
        DeliveryState.of(row.getString("state")),
        time(row, "not_before"),
        row.getInt("attempts"),
        row.getString("last_error"),
        time(row, "finished_at"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    var time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
