package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who types, as the room is told it, also of one who is suddenly gone (R-C7). */
@EndToEnd
class TypingTest {

  private final TestUser alice;
  private final TestUser bob;

  TypingTest(TidingsSystem system) {
    alice = system.user("alice", "typing");
    bob = system.user("bob", "typing");
  }

  @Test
  void shouldForgetATypistWhoseSocketIsGone() {
    String room = alice.createRoom("Drafts", bob);
    try (LiveClient alices = alice.connect()) {
      LiveClient bobs = bob.connect();
      assertThat(bobs.request("TYPING_START", Map.of("room", "room:" + room)).is("ACK")).isTrue();

      Frame told = alices.awaitFrame(frame -> typing(frame, room) == 1);
      assertThat(told.data().path("text").asText()).endsWith(" is typing…");

      bobs.abort();
      Frame gone = alices.awaitFrame(frame -> typing(frame, room) == 0);

      assertThat(gone.data().path("text").asText()).isEmpty();
      assertThat(gone.data().path("users")).isEmpty();
    }
  }

  private static int typing(Frame frame, String room) {
    return frame.is("TYPING", "room:" + room) ? frame.data().path("count").asInt() : -1;
  }
}
