package dev.tidings.presence.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Profile;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.presence.PresenceProblem;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R-X3: one person's requests are bounded, and nobody else pays for them. */
class RequestLimitsTest {

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private long nanos;

  @Test
  void shouldLetABurstOnAndThenTheRate() {
    var limits = new RequestLimits(new Small(), metrics, time());
    CurrentUser alice = user("alice");
    for (int i = 0; i < 3; i++) {
      limits.admit(alice);
    }

    assertThatThrownBy(() -> limits.admit(alice))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(PresenceProblem.RATE_LIMITED);
              assertThat(problem.retryAfter()).contains(Duration.ofSeconds(1));
            });
    limits.admit(user("bob"));
    assertThat(metrics.counter("tidings.presence.refused").count()).isEqualTo(1);

    nanos += Duration.ofSeconds(1).toNanos();
    limits.admit(alice);
    assertThatThrownBy(() -> limits.admit(alice)).isInstanceOf(ProblemException.class);
  }

  private static CurrentUser user(String id) {
    return new CurrentUser(id, "acme", Set.of(), new Profile(null, null, null));
  }

  private TimeMeter time() {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanos;
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }

  private record Small() implements LimitsConfig {
    @Override
    public int requestsPerUser() {
      return 1;
    }

    @Override
    public int requestBurstPerUser() {
      return 3;
    }
  }
}
