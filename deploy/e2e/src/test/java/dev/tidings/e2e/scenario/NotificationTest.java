package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A mention becomes a notification, pushed, stored and counted (R-N1, R-N6, R-N7). */
@EndToEnd
class NotificationTest {

  private final TidingsSystem system;
  private final TestUser alice;

  NotificationTest(TidingsSystem system) {
    this.system = system;
    alice = system.user("alice", "notification", "ADMIN");
  }

  @Test
  void shouldNotifyWhoIsMentionedAndNobodyElse() {
    TestUser bob = system.user("bob", "notification");
    TestUser carol = system.user("carol", "notification");
    String room = alice.createRoom("Mentions", bob, carol);
    try (LiveClient bobs = bob.connect();
        LiveClient carols = carol.connect()) {
      alice.send(room, "Have a look, @bob");
      Frame pushed = bobs.awaitFrame(frame -> frame.is("NOTIFICATION", "user:bob"));
      Frame count = bobs.awaitFrame(frame -> frame.is("UNREAD_COUNT", "user:bob"));
      assertThat(count.data().path("count").asInt()).isEqualTo(1);
      assertThat(pushed.data().path("title").asText()).isNotBlank();
      assertThat(pushed.data().path("readAt").isNull()).isTrue();

      String id = pushed.data().path("id").asText();
      JsonNode listed = bob.get("/api/notifications").expect(200).json().path("items");
      assertThat(listed).extracting(each -> each.path("id").asText()).containsExactly(id);
      assertThat(unreadCount(bob)).isEqualTo(1);

      bob.post("/api/notifications/" + id + "/read", Map.of());
      assertThat(unreadCount(bob)).isZero();
      bobs.awaitFrame(frame -> frame.is("NOTIFICATIONS_READ", "user:bob"));
      bobs.awaitFrame(frame -> frame.is("UNREAD_COUNT") && frame.data().path("count").asInt() == 0);
      assertThat(
              bob.get("/api/notifications")
                  .expect(200)
                  .json()
                  .path("items")
                  .get(0)
                  .path("readAt")
                  .isNull())
          .isFalse();

      assertThat(carols.frames(frame -> frame.is("NOTIFICATION"))).isEmpty();
      assertThat(unreadCount(carol)).isZero();
      assertThat(carol.get("/api/notifications").expect(200).json().path("items")).isEmpty();
      carol.post("/api/notifications/" + id + "/read", Map.of()).expectProblem(404);
    }
  }

  @Test
  void shouldMarkEverythingReadAtOnce() {
    TestUser dave = system.user("dave", "notification");
    String room = alice.createRoom("All at once", dave);
    try (LiveClient daves = dave.connect()) {
      for (int i = 1; i <= 3; i++) {
        alice.send(room, "@dave " + i);
      }
      daves.awaitFrames(3, frame -> frame.is("NOTIFICATION"));
      assertThat(unreadCount(dave)).isEqualTo(3);

      dave.post("/api/notifications/mark-all-read", Map.of());
      assertThat(unreadCount(dave)).isZero();
      daves.awaitFrame(frame -> frame.is("NOTIFICATIONS_READ"));
    }
  }

  /** One event on a channel that all share; each has a count of their own. */
  @Test
  void shouldTellEverybodyInTheWorkspaceAndThoseOfARole() {
    TestUser admin = system.user("erin", "notification-broadcast", "ADMIN");
    TestUser frank = system.user("frank", "notification-broadcast", "EDITOR");
    TestUser grace = system.user("grace", "notification-broadcast");
    assertThat(unreadCount(frank) + unreadCount(grace)).isZero();
    try (LiveClient franks = frank.connect();
        LiveClient graces = grace.connect()) {
      var alert = Map.of("workspace", true, "type", "system_alert", "title", "To all");
      admin.post("/realtime/notifications/send", alert).expect(201);
      var review = Map.of("role", "EDITOR", "type", "review", "title", "To editors");
      admin.post("/api/notifications", review).expect(201);

      franks.awaitFrame(frame -> frame.is("NOTIFICATION", "workspace"));
      franks.awaitFrame(frame -> frame.is("NOTIFICATION", "role:EDITOR"));
      Frame told = graces.awaitFrame(frame -> frame.is("NOTIFICATION", "workspace"));
      assertThat(told.data().path("broadcast").asLong()).isEqualTo(1);
      assertThat(unreadCount(frank)).isEqualTo(2);
      assertThat(unreadCount(grace)).isEqualTo(1);

      frank.post("/api/notifications/mark-all-read", Map.of()).expect(200);
      franks.awaitFrame(
          frame -> frame.is("UNREAD_COUNT") && frame.data().path("count").asInt() == 0);
      assertThat(unreadCount(grace)).isEqualTo(1);
      assertThat(graces.frames(frame -> frame.is("NOTIFICATION", "role:EDITOR"))).isEmpty();
    }
  }

  private static int unreadCount(TestUser user) {
    return user.get("/api/notifications/unread-count").expect(200).json().path("count").asInt();
  }
}
