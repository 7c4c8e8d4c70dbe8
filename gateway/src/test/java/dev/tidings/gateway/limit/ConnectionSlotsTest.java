package dev.tidings.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.gateway.limit.ConnectionSlots.Slot;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Profile;
import dev.tidings.platform.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-G13: connections per user, address and workspace. */
class ConnectionSlotsTest {

  private static final ClientAddress HERE = ClientAddress.of("192.0.2.1");
  private static final ClientAddress THERE = ClientAddress.of("192.0.2.2");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  @Test
  void shouldLimitAUsersConnections() {
    ConnectionSlots slots = slots("connections-per-user", 2);
    Slot first = slots.take(HERE);
    first.identify(user("alice"));
    slots.take(HERE).identify(user("alice"));
    Slot third = slots.take(THERE);
    assertFull(() -> third.identify(user("alice")), "user");
    third.identify(user("bob"));
    first.release();
    slots.take(HERE).identify(user("alice"));
  }

  @Test
  void shouldLimitAWorkspacesConnections() {
    ConnectionSlots slots = slots("connections-per-workspace", 1);
    slots.take(HERE).identify(user("alice"));
    assertFull(() -> slots.take(HERE).identify(user("bob")), "workspace");
  }

  @Test
  void shouldLimitAnAddressAndAll() {
    ConnectionSlots slots = slots("connections-per-address", 1);
    slots.take(HERE);
    assertFull(() -> slots.take(HERE), "address");
    slots.take(THERE);
    ConnectionSlots few = slots("connections", 1);
    few.take(HERE);
    assertFull(() -> few.take(THERE), "gateway");
  }

  @Test
  void shouldLimitThoseWithoutATokenUntilTheyShowIt() {
    ConnectionSlots slots = slots("unauthenticated-per-address", 1);
    Slot first = slots.take(HERE);
    first.anonymous();
    assertFull(() -> slots.take(HERE).anonymous(), "address");
    first.identify(user("alice"));
    slots.take(HERE).anonymous();
    ConnectionSlots few = slots("unauthenticated", 1);
    few.take(HERE).anonymous();
    assertFull(() -> few.take(THERE).anonymous(), "token");
  }

  /** After any history of concurrent connections nothing is left of them. */
  @RepeatedTest(5)
  void shouldKeepNothingOfWhatIsGone() throws InterruptedException {
    ConnectionSlots slots = slots("connections-per-user", 10);
    long seed = new Random().nextLong();
    var start = new CountDownLatch(1);
    var failures = new AtomicInteger();
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 8; t++) {
      var random = new Random(seed + t);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      start.await();
                      for (int i = 0; i < 2_000; i++) {
                        live(slots, random);
                      }
                    } catch (InterruptedException | RuntimeException e) {
                      failures.incrementAndGet();
                    }
                  }));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).hasValue(0);
    assertThat(slots.size()).as("seed %d", seed).isZero();
    assertThat(slots.taken()).isZero();
    assertThat(metrics.get("tidings.gateway.slots").gauge().value()).isZero();
  }

  private static void live(ConnectionSlots slots, Random random) {
    Slot slot = slots.take(random.nextBoolean() ? HERE : THERE);
    try {
      if (random.nextBoolean()) {
        slot.anonymous();
      }
      if (random.nextBoolean()) {
        slot.identify(user("user" + random.nextInt(2)));
      }
    } catch (ProblemException e) {
      assertThat(e.code()).isEqualTo(LimitProblem.TOO_MANY_CONNECTIONS);
    }
    slot.release();
    if (random.nextBoolean()) {
      slot.release();
    }
    slot.identify(user("late"));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1,192.0.2.1,true",
    "192.0.2.1,192.0.2.2,false",
    "2001:db8:1:2::1,2001:db8:1:2:ffff::9,true",
    "2001:db8:1:2::1,2001:db8:1:3::1,false",
    "unknown,unknown,true",
  })
  void shouldCountAnIpv6NetworkAsOneAddress(String a, String b, boolean same) {
    assertThat(ClientAddress.of(a).equals(ClientAddress.of(b))).isEqualTo(same);
  }

  private static void assertFull(Runnable action, String whose) {
    assertThatThrownBy(action::run).hasMessageContaining(whose);
    ProblemException problem = catchThrowableOfType(ProblemException.class, action::run);
    assertThat(problem.code().status()).isEqualTo(429);
    assertThat(problem.code().code()).isEqualTo("too-many-connections");
    assertThat(problem.retryAfter()).isPresent();
  }

  private ConnectionSlots slots(String limit, int value) {
    return new ConnectionSlots(Limits.with(limit, String.valueOf(value)), metrics);
  }

  private static CurrentUser user(String id) {
    return new CurrentUser(id, "acme", Set.of(), new Profile(null, null, null));
  }
}
