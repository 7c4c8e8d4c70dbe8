package dev.tidings.analytics.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.analytics.site.Site;
import dev.tidings.analytics.visitor.AddressKeys;
import dev.tidings.platform.problem.ProblemException;
import io.github.bucket4j.TimeMeter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-A1: rate limits by address and by site. */
class HitLimitsTest {

  private static final Site SHOP = site("shop");
  private static final Site BLOG = site("blog");

  private final AtomicLong nanos = new AtomicLong();
  private HitLimits limits;

  @BeforeEach
  void setUp() {
    IngestConfig config =
        new SmallRyeConfigBuilder()
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "tidings.analytics.ingest.hits-per-address", "1",
                        "tidings.analytics.ingest.burst-per-address", "2",
                        "tidings.analytics.ingest.hits-per-site", "10",
                        "tidings.analytics.ingest.burst-per-site", "5"),
                    "test",
                    100))
            .withMapping(IngestConfig.class)
            .build()
            .getConfigMapping(IngestConfig.class);
    limits =
        new HitLimits(
            config,
            new AddressKeys(),
            new TimeMeter() {
              @Override
              public long currentTimeNanos() {
                return nanos.get();
              }

              @Override
              public boolean isWallClockBased() {
                return false;
              }
            });
  }

  @Test
  void shouldLimitAnAddress() {
    limits.admit(SHOP, sender("203.0.113.7"), 2);
    ProblemException refused = refused(SHOP, sender("203.0.113.7"), 1);
    assertThat(refused.code()).isEqualTo(AnalyticsProblem.RATE_LIMITED);
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
    assertThatCode(() -> limits.admit(SHOP, sender("203.0.113.8"), 1)).doesNotThrowAnyException();
    assertThatCode(() -> limits.admit(BLOG, sender("203.0.113.7"), 1)).doesNotThrowAnyException();

    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThatCode(() -> limits.admit(SHOP, sender("203.0.113.7"), 1)).doesNotThrowAnyException();
  }

  @Test
  void shouldLimitASite() {
    for (int i = 0; i < 5; i++) {
      limits.admit(SHOP, sender("203.0.113." + i), 1);
    }
    assertThat(refused(SHOP, sender("203.0.113.9"), 1).getMessage()).contains("The site");
    assertThatCode(() -> limits.admit(BLOG, sender("203.0.113.9"), 1)).doesNotThrowAnyException();
  }

  @Test
  void shouldLimitServersByTheirSiteOnly() {
    Sender server = sender("203.0.113.7").asServer();
    limits.admit(SHOP, server, 5);
    assertThat(refused(SHOP, server, 1).getMessage()).contains("The site");
  }

  private ProblemException refused(Site site, Sender sender, int hits) {
    return catchThrowableOfType(ProblemException.class, () -> limits.admit(site, sender, hits));
  }

  private static Sender sender(String address) {
    return new Sender(null, address, "test", null, false, false, false, false);
  }

  private static Site site(String key) {
    return new Site(key, "acme", List.of(), true, List.of(), key);
  }
}
