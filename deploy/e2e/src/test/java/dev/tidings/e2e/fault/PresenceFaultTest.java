package dev.tidings.e2e.fault;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.ManagedProcess;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * A gateway is killed, then presence-service (R-P4): who had a connection there and doesn't come
 * back is offline when its lease and the grace are over, and nobody else is shown offline, not for
 * a moment.
 */
@EndToEnd
@Order(Faults.PRESENCE)
class PresenceFaultTest {

  /** The lease of 6 s, the grace of 2 s and the ticks, on a machine that is busy starting a JVM. */
  private static final Duration LEASE_AND_GRACE = ofSeconds(30);

  private static final Duration SECONDS = ofSeconds(20);

  private final TidingsSystem system;

  PresenceFaultTest(TidingsSystem system) {
    this.system = system;
  }

  @Test
  void shouldShowOfflineWhoIsGoneAndNobodyElse() {
    TestUser watcher = system.user("watcher", "presence-fault");
    TestUser gone = system.user("gone", "presence-fault");
    TestUser back = system.user("back", "presence-fault");
    TestUser elsewhere = system.user("elsewhere", "presence-fault");
    try (LiveClient eyes = watcher.connect();
        LiveClient goneOnes = gone.at(system.address("gateway-2")).connect();
        LiveClient backs = back.at(system.address("gateway-2")).connect();
        LiveClient firstElsewhere = elsewhere.connect()) {
      for (String user : List.of("gone", "back", "elsewhere")) {
        eyes.awaitFrames(1, SECONDS, frame -> says(frame, user, true));
      }

      ManagedProcess victim = system.kill("gateway-2");
      try (LiveClient backAgain = back.connect()) {
        eyes.awaitFrames(1, LEASE_AND_GRACE, frame -> says(frame, "gone", false));
        ManagedProcess service = system.kill("presence-service");
        system.awaitReplacement(victim);
        system.awaitReplacement(service);
        TestUser marker = system.user("marker", "presence-fault");
        LiveClient markers = marker.connect();
        eyes.awaitFrames(1, LEASE_AND_GRACE, frame -> says(frame, "marker", true));
        markers.close();
        eyes.awaitFrames(1, LEASE_AND_GRACE, frame -> says(frame, "marker", false));

        assertThat(eyes.frames(frame -> frame.is("PRESENCE_UPDATE")))
            .filteredOn(frame -> !frame.data().path("isOnline").asBoolean())
            .extracting(frame -> frame.data().path("userId").asText())
            .containsExactly("gone", "marker");
        assertThat(
                watcher
                    .get("/api/realtime/online-users")
                    .expect(200)
                    .json()
                    .path("items")
                    .findValuesAsText("userId"))
            .containsExactly("back", "elsewhere", "watcher");
        assertThat(backAgain.isEnded()).isFalse();
      }
      assertThat(goneOnes.isEnded()).isTrue();
      assertThat(backs.isEnded()).isTrue();
      assertThat(firstElsewhere.isEnded()).isFalse();
    }
  }

  private static boolean says(Frame frame, String user, boolean online) {
    return frame.is("PRESENCE_UPDATE")
        && frame.data().path("userId").asText().equals(user)
        && frame.data().path("isOnline").asBoolean() == online;
  }
}
