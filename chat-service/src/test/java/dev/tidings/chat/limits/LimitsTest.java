package dev.tidings.chat.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Profile;
import dev.tidings.platform.problem.ProblemException;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final UUID ROOM = new UUID(0, 1);
  private static final UUID OTHER_ROOM = new UUID(0, 2);

  private final ManualTime time = new ManualTime();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void shouldRefuseAPersonWhoSendsTooMuchUntilTimeHasPassed() {
    var limits = new SendLimits(new Config(2, 3, 100, 100), metrics, time);
    for (int i = 0; i < 3; i++) {
      limits.admit(caller("alice", "acme"), i % 2 == 0 ? ROOM : OTHER_ROOM);
    }

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> limits.admit(caller("alice", "acme"), ROOM))
        .matches(problem -> problem.code().code().equals("rate-limited"))
        .matches(problem -> problem.code().status() == 429)
        .matches(problem -> problem.retryAfter().orElseThrow().equals(Duration.ofMillis(500)));
    assertThat(metrics.get("tidings.chat.refused").tag("limit", "sends-per-user").counter().count())
        .isEqualTo(1);
    assertThatNoException()
        .as("others")
        .isThrownBy(
            () -> {
              limits.admit(caller("bob", "acme"), ROOM);
              limits.admit(caller("alice", "globex"), ROOM);
            });
    time.advance(Duration.ofMillis(500));
    assertThatNoException().isThrownBy(() -> limits.admit(caller("alice", "acme"), ROOM));
  }

  @Test
  void shouldRefuseMoreThanARoomMayGetWhoeverSends() {
    var limits = new SendLimits(new Config(100, 100, 1, 4), metrics, time);
    for (int i = 0; i < 4; i++) {
      limits.admit(caller("user-" + i, "acme"), ROOM);
    }

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> limits.admit(caller("erin", "acme"), ROOM))
        .matches(problem -> problem.retryAfter().orElseThrow().equals(Duration.ofSeconds(1)));
    assertThatNoException()
        .as("another room, and the same id in another workspace")
        .isThrownBy(
            () -> {
              limits.admit(caller("erin", "acme"), OTHER_ROOM);
              limits.admit(caller("erin", "globex"), ROOM);
            });
  }

  @Test
  void shouldCountOtherChangesByPerson() {
    var limits = new ChangeLimits(new Config(1, 2, 1, 1), metrics, time);
    limits.admit(user("alice"));
    limits.admit(user("alice"));

    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> limits.admit(user("alice")));
    assertThatNoException().isThrownBy(() -> limits.admit(user("bob")));
  }

  private static Caller caller(String user, String workspace) {
    return new Caller(workspace, new Person(user, null, null, null), Set.of());
  }

  private static CurrentUser user(String id) {
    return new CurrentUser(id, "acme", Set.of(), new Profile(null, null, null));
  }

  /** The same numbers for sends and for other changes. */
  private record Config(int perUser, int userBurst, int perRoom, int roomBurst)
      implements LimitsConfig {

    @Override
    public int sendsPerUser() {
      return perUser;
    }

    @Override
    public int sendBurstPerUser() {
      return userBurst;
    }

    @Override
    public int sendsPerRoom() {
      return perRoom;
    }

    @Override
    public int sendBurstPerRoom() {
      return roomBurst;
    }

    @Override
    public int changesPerUser() {
      return perUser;
    }

    @Override
    public int changeBurstPerUser() {
      return userBurst;
    }
  }

  private static final class ManualTime implements TimeMeter {

    private long nanos = 1;

    void advance(Duration by) {
      nanos += by.toNanos();
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
