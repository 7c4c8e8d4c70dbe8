package dev.tidings.analytics.live;

import dev.tidings.analytics.live.LiveTables.SiteName;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Announces the buckets that are over and have changed since they were last announced, and once the
 * empty bucket after the last busy one, so that a display comes to rest at zero.
 *
 * <p>Replicas may all call it: a site is announced by one of them at a time, oldest bucket first.
 */
@Singleton
final class LiveAnnouncer {

  private static final Channel LIVE = Channel.of("dashboard", "live");
  private static final String SOURCE = "/analytics-service";

  private final LiveTables tables;
  private final LiveConfig config;
  private final Outbox outbox;
  private final EventIds ids;

  LiveAnnouncer(LiveTables tables, LiveConfig config, Outbox outbox, EventIds ids) {
    this.tables = tables;
    this.config = config;
    this.outbox = outbox;
    this.ids = ids;
  }

  /** Announces what is due at a time. */
  void announce(Instant now) {
    Instant latestStart = now.minus(Bucket.WIDTH);
    for (SiteName site : tables.sitesDue(latestStart)) {
      QuarkusTransaction.requiringNew().run(() -> announce(site, latestStart, now));
    }
  }

  private void announce(SiteName site, Instant latestStart, Instant now) {
    if (!tables.takeTurn(site)) {
      return;
    }
    List<BucketView> due = tables.takeDue(site, latestStart);
    long current = tables.recentVisitors(site, now.minus(config.presentFor()));
    TotalsView totals = tables.day(site, LocalDate.ofInstant(now, ZoneOffset.UTC));
    var events = new ArrayList<CloudEvent>();
    for (BucketView bucket : due) {
      if (!bucket.isEmpty()) {
        tables.open(site, new Bucket(bucket.at()).next());
      }
      events.add(event(site, bucket, MetricsUpdate.of(site.site(), bucket, current, totals), now));
    }
    outbox.append(LiveTopics.LIVE, events);
  }

  /**
   * The subject is the site's bucket: for a slow display only its newest state is worth sending.
   */
  private CloudEvent event(SiteName site, BucketView bucket, LiveEvent event, Instant now) {
    return new CloudEvent(
        ids.next(),
        SOURCE,
        event.type(),
        now,
        "site:" + site.site() + "/" + bucket.at(),
        site.workspace(),
        LIVE,
        Map.of(),
        Json.bytes(event));
  }
}
