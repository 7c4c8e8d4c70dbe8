package dev.tidings.chat.sync;

import static io.quarkus.scheduler.Scheduled.ConcurrentExecution.SKIP;

import dev.tidings.chat.ChatConfig;
import dev.tidings.platform.store.Sql;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Forgets departures that no token is old enough to ask for, a day later for the sake of clocks
 * that differ. Every replica does it; rows that another one has in hand are left to it.
 */
@Singleton
class DepartureCleanup {

  private static final int BATCH = 1_000;
  private static final Duration GRACE = Duration.ofDays(1);

  private static final String DELETE =
      """
      delete from chat_departures
       where (workspace, user_id, room_id) in (
         select workspace, user_id, room_id from chat_departures
          where left_at < ? order by left_at limit %d for update skip locked)
      """
          .formatted(BATCH);

  private final Sql sql;
  private final ChatConfig config;
  private final Clock clock;

  DepartureCleanup(Sql sql, ChatConfig config, Clock clock) {
    this.sql = sql;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "1m", concurrentExecution = SKIP)
  @RunOnVirtualThread
  void clean() {
    while (sql.update(DELETE, clock.instant().minus(config.syncKept()).minus(GRACE)) == BATCH) {
      Thread.yield();
    }
  }
}
