package dev.tidings.platform.inbox;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;

/** Remembers which events have had their effect, in the transaction of that effect. */
@ApplicationScoped
public class Inbox {

  private final AgroalDataSource dataSource;
  private final InboxConfig config;
  private final Clock clock;

  Inbox(AgroalDataSource dataSource, InboxConfig config, Clock clock) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Records that a consumer handles an event, in the present transaction. A concurrent delivery of
   * the same event waits for that transaction's end.
   *
   * @return false if it has been handled before
   */
  public boolean isFirst(String consumer, String eventId) {
    try (var connection = dataSource.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into inbox (consumer, event_id, handled_at) values (?, ?, ?)"
                    + " on conflict do nothing")) {
      insert.setString(1, consumer);
      insert.setString(2, eventId);
      insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
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
