package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * How long a message takes from the sender's socket to the receiver's in an idle system (R-X8). The
 * times are printed, not judged: they are this machine's of this hour. What is asserted is that
 * every message arrives.
 */
@EndToEnd
class LatencyTest {

  private static final int WARM_UP = 200;
  private static final int MEASURED = 100;

  private final TestUser alice;
  private final TestUser bob;

  LatencyTest(TidingsSystem system) {
    alice = system.user("alice", "latency");
    bob = system.user("bob", "latency");
  }

  @Test
  void shouldDeliverEveryMessageOfAnIdleSystem() {
    String room = alice.createRoom("latency", bob);
    try (LiveClient alices = alice.connect();
        LiveClient bobs = bob.connect()) {
      roundTrips(WARM_UP, "warm-up", room, alices, bobs);
      long[] nanos = roundTrips(MEASURED, "measured", room, alices, bobs);

      assertThat(nanos).hasSize(MEASURED);
      System.out.printf(
          "Send to receive, %d messages one after the other: median %s, 90 %% %s, most %s%n",
          MEASURED,
          millis(nanos[MEASURED / 2]),
          millis(nanos[MEASURED * 9 / 10]),
          millis(nanos[MEASURED - 1]));
    }
  }

  /** Sorted times from before the send until after the receipt. */
  private static long[] roundTrips(
      int count, String name, String room, LiveClient sender, LiveClient receiver) {
    return LongStream.range(0, count)
        .map(
            i -> {
              String text = name + " " + i;
              long sent = System.nanoTime();
              sender.send("MESSAGE_SEND", Map.of("roomId", room, "message", text));
              Frame received =
                  receiver.awaitFrame(
                      frame ->
                          frame.is("MESSAGE_RECEIVED")
                              && frame.data().path("message").asText().equals(text));
              return received.receivedNanos() - sent;
            })
        .sorted()
        .toArray();
  }

  private static String millis(long nanos) {
    return "%.1f ms".formatted(nanos / (double) Duration.ofMillis(1).toNanos());
  }
}
