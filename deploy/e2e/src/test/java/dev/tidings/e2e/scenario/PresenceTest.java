package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has a live connection is online, and offline soon after it is gone (R-P1, R-P2, R-P4). */
@EndToEnd
class PresenceTest {

  private static final Duration SECONDS = Duration.ofSeconds(30);

  private final TidingsSystem system;
  private final TestUser alice;

  PresenceTest(TidingsSystem system) {
    this.system = system;
    alice = system.user("alice", "presence");
  }

  @Test
  void shouldShowAConnectedUserUntilTheConnectionIsClosed() {
    TestUser bob = system.user("bob", "presence");
    try (LiveClient alices = alice.connect()) {
      LiveClient bobs = bob.connect();
      Frame online = alices.awaitFrames(1, SECONDS, frame -> says(frame, "bob", true)).getFirst();
      assertThat(online.channel()).isEqualTo("workspace");
      assertThat(online.data().path("status").asText()).isEqualTo("online");
      assertThat(online.data().path("user").path("firstName").asText()).isEqualTo("Bob");
      awaitOnline("bob");

      bobs.close();
      Frame offline = alices.awaitFrames(1, SECONDS, frame -> says(frame, "bob", false)).getFirst();
      assertThat(offline.data().path("lastSeenAt").asText()).isNotBlank();
      assertThat(onlineUsers()).doesNotContain("bob");
    }
  }

  @Test
  void shouldNoticeALostConnection() {
    TestUser carol = system.user("carol", "presence");
    try (LiveClient alices = alice.connect()) {
      LiveClient carols = carol.connect();
      alices.awaitFrames(1, SECONDS, frame -> says(frame, "carol", true));

      carols.abort();
      alices.awaitFrames(1, SECONDS, frame -> says(frame, "carol", false));
      assertThat(onlineUsers()).doesNotContain("carol");
    }
  }

  @Test
  void shouldStayOnlineOverAQuickReconnectAndWithASecondDevice() {
    TestUser dave = system.user("dave", "presence");
    TestUser marker = system.user("marker", "presence");
    try (LiveClient alices = alice.connect()) {
      LiveClient first = dave.connect();
      alices.awaitFrames(1, SECONDS, frame -> says(frame, "dave", true));
      first.abort();
      LiveClient second = dave.connect();
      LiveClient third = dave.connect();
      third.close();

      // The marker goes through the whole grace period of a user who doesn't come back.
      LiveClient markers = marker.connect();
      alices.awaitFrames(1, SECONDS, frame -> says(frame, "marker", true));
      markers.close();
      alices.awaitFrames(1, SECONDS, frame -> says(frame, "marker", false));
      assertThat(alices.frames(frame -> says(frame, "dave", false))).isEmpty();
      assertThat(onlineUsers()).contains("dave");
      second.close();
    }
  }

  private void awaitOnline(String user) {
    await().atMost(SECONDS).untilAsserted(() -> assertThat(onlineUsers()).contains(user));
  }

  private List<String> onlineUsers() {
    return alice
        .get("/api/realtime/online-users")
        .expect(200)
        .json()
        .path("items")
        .findValuesAsText("userId");
  }

  private static boolean says(Frame frame, String user, boolean online) {
    return frame.is("PRESENCE_UPDATE")
        && frame.data().path("userId").asText().equals(user)
        && frame.data().path("isOnline").asBoolean() == online;
  }
}
