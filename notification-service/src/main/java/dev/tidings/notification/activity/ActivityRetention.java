package dev.tidings.notification.activity;

import dev.tidings.platform.store.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Deletes old activities, in batches; every replica may do so at once. */
@ApplicationScoped
class ActivityRetention {

  private static final String DELETE =
      """
      delete from activity_feed where id in (
        select id from activity_feed where created_at < ?
        order by created_at limit ? for update skip locked)
      """;

  private final Sql sql;
  private final ActivityConfig config;
  private final Clock clock;

  ActivityRetention(Sql sql, ActivityConfig config, Clock clock) {
    this.sql = sql;
    this.config = config;
    this.clock = clock;
  }

  /** Deletes what is older than it is to be kept. */
  @Scheduled(every = "${tidings.notification.activity.clean-up-every:1h}", delayed = "2m")
  void forgetTheOld() {
    int deleted;
    do {
      deleted =
          sql.update(DELETE, clock.instant().minus(config.retention()), config.cleanUpBatch());
    } while (deleted == config.cleanUpBatch());
  }
}
