package dev.tidings.notification.activity;

import dev.tidings.notification.feed.PersonErased;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.store.Sql;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/**
 * Deletes old activities, in batches, and those of people who are to be forgotten; every replica
 * may do so at once.
 */
@ApplicationScoped
class ActivityRetention {

  private static final String DELETE =
      """
      delete from activity_feed where id in (
        select id from activity_feed where created_at < ?
        order by created_at limit ? for update skip locked)
      """;

  private static final String FORGET =
      """
      with hidden as (
        delete from activity_audiences where workspace = ? and audience = ?
        returning activity_id, audience
      )
      delete from activity_feed f using hidden
       where f.id = hidden.activity_id
         and not exists (select from activity_audiences a
                          where a.activity_id = f.id and a.audience <> hidden.audience)
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

  /**
   * Forgets what the person did, and what only the person could see; what others did stays with
   * those who may see it.
   */
  void forget(@Observes PersonErased erased) {
    RecipientKey person = erased.person();
    sql.update(
        "delete from activity_feed where workspace = ? and actor_id = ?",
        person.workspace(),
        person.userId());
    sql.update(FORGET, person.workspace(), Channel.of("user", person.userId()).value());
  }
}
