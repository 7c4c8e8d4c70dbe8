package dev.tidings.platform.inbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Remembers which events have had their effect, in the transaction of that effect. */
@ApplicationScoped
public class Inbox {

  /** In a fixed order, so that two batches can't wait for each other in a circle. */
  private static final String INSERT =
      """
      insert into inbox (consumer, handled_at, event_id)
      select ?, ?, id from unnest(?::text[]) id order by id
      on conflict do nothing
      returning event_id
      """;

  private final AgroalDataSource dataSource;
  private final InboxConfig config;
  private final Clock clock;

  Inbox(AgroalDataSource dataSource, InboxConfig config, Clock clock) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Records that a consumer handles events, in the present transaction. A concurrent delivery of
   * one of them waits for that transaction's end.
   *
   * @return those that were not handled before; the set is the caller's
   */
  public Set<String> firstOf(String consumer, Collection<String> eventIds) {
    try (var connection = dataSource.getConnection();
        var insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, consumer);
      insert.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
      insert.setArray(3, connection.createArrayOf("text", eventIds.toArray()));
      var first = new HashSet<String>();
      try (ResultSet row = insert.executeQuery()) {
        while (row.next()) {
          first.add(row.getString(1));
        }
      }
      return first;
    } catch (SQLException e) {
      throw new InboxException("The inbox cannot be used", e);
    }
  }

  @Scheduled(every = "${tidings.inbox.clean-up-every:1h}", delayed = "1m")
  void forgetOldIds() {
    try (var connection = dataSource.getConnection();
        var delete = connection.prepareStatement("delete from inbox where handled_at < ?")) {
      delete.setObject(1, clock.instant().minus(config.retention()).atOffset(ZoneOffset.UTC));
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new InboxException("Old ids cannot be deleted", e);
    }
  }
}
