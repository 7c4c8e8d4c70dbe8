package dev.tidings.analytics.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** How hits are taken in. */
@ConfigMapping(prefix = "tidings.analytics.ingest")
public interface IngestConfig {

  /**
   * How many hits per second one address may send to a site, by replica. Whole offices share an
   * address.
   */
  @WithDefault("100")
  int hitsPerAddress();

  /** How many hits one address may send to a site at once, by replica. */
  @WithDefault("1000")
  int burstPerAddress();

  /** How many hits per second a site gets, by replica. */
  @WithDefault("5000")
  int hitsPerSite();

  /** How many hits a site gets at once, by replica. */
  @WithDefault("20000")
  int burstPerSite();

  /** Whether visitors whose browsers send {@code Sec-GPC: 1} are left out. */
  @WithDefault("true")
  boolean honourGlobalPrivacyControl();

  /** Whether visitors whose browsers send {@code DNT: 1} are left out. */
  @WithDefault("true")
  boolean honourDoNotTrack();

  /**
   * Hosts of referrers that are known for nothing else than being reported by programs; hits from
   * them and their sub-domains are labelled as such.
   */
  Optional<Set<String>> spamReferrers();
}
