package dev.tidings.analytics.live;

import dev.tidings.analytics.live.LiveTables.SiteName;
import dev.tidings.analytics.site.Site;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Reads the live numbers of a site as they are now. */
@Singleton
final class LiveSnapshots {

  private final LiveTables tables;
  private final LiveConfig config;
  private final Clock clock;

  LiveSnapshots(LiveTables tables, LiveConfig config, Clock clock) {
    this.tables = tables;
    this.config = config;
    this.clock = clock;
  }

  LiveSnapshotView of(Site site) {
    var name = new SiteName(site.workspace(), site.key());
    Instant now = clock.instant();
    Instant from = Bucket.of(now.minus(config.window())).next().start();
    List<BucketView> buckets = tables.recent(name, from);
    return new LiveSnapshotView(
        site.key(),
        now,
        Bucket.WIDTH.toSeconds(),
        buckets,
        tables.recentVisitors(name, now.minus(config.presentFor())),
        new TotalsView(
            from,
            buckets.stream().mapToLong(BucketView::pageviews).sum(),
            tables.recentVisitors(name, from),
            buckets.stream().mapToLong(BucketView::events).sum()),
        tables.day(name, LocalDate.ofInstant(now, ZoneOffset.UTC)));
  }
}
