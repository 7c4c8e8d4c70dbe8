package dev.tidings.gateway.outbound;

import static dev.tidings.gateway.support.Frames.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.access.Delivery;
import dev.tidings.gateway.protocol.DisconnectCode;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.support.Frames;
import dev.tidings.gateway.support.HandTurnedLoop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** R-G9, R-G10: one flush for what is due, a bound on what waits, and what is given up first. */
class OutboundTest {

  private static final long SIZE = event("a").size();
  private static final Frame END =
      Frame.of(new ServerFrame.Disconnect(DisconnectCode.STALE, Instant.EPOCH));

  private final HandTurnedLoop loop = new HandTurnedLoop();
  private final Transport transport = new Transport();
  private final AtomicInteger overflows = new AtomicInteger();
  private final List<String> drained = new ArrayList<>();
  private final Outbound outbound = bounded(1000);

  @Test
  void shouldHoldFramesUntilItIsOpened() {
    send("b", "c");
    loop.turn();
    assertThat(transport.batches).isEmpty();
    outbound.open(event("a"));
    loop.turn();
    assertThat(transport.batches).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void shouldWriteAllThatIsDueAtOnce() {
    outbound.open(event("a"));
    send("b", "c");
    loop.turn();
    send("d");
    loop.turn();
    assertThat(transport.batches).containsExactly(List.of("a", "b", "c"), List.of("d"));
    assertThat(outbound.queuedBytes()).isZero();
    assertThat(loop.lane().queuedBytes()).isZero();
  }

  @Test
  void shouldWriteNothingWhileTheSocketHasNotTakenWhatWasWritten() {
    open();
    transport.blocked = true;
    send("b");
    loop.turn();
    send("c", "d");
    loop.turn();
    assertThat(transport.batches).containsExactly(List.of("a"), List.of("b"));
    assertThat(outbound.queuedBytes()).isEqualTo(3 * SIZE);
    assertThat(loop.lane().queuedBytes()).isEqualTo(3 * SIZE);
    transport.unblock();
    loop.turn();
    assertThat(transport.batches).containsExactly(List.of("a"), List.of("b"), List.of("c", "d"));
    assertThat(outbound.queuedBytes()).isZero();
    assertThat(loop.lane().queuedBytes()).isZero();
  }

  @Test
  void shouldOverflowOnceAndSayGoodbyeOnly() {
    Outbound small = bounded(3);
    small.open(event("a"));
    loop.turn();
    transport.blocked = true;
    for (String id : List.of("b", "c", "d", "e", "f")) {
      small.send(event(id));
      loop.turn();
    }
    assertThat(overflows).hasValue(1);
    assertThat(small.queuedBytes()).as("under way").isEqualTo(SIZE);
    small.end(END, 4003, "slow-consumer");
    loop.turn();
    transport.unblock();
    loop.turn();
    assertThat(transport.batches)
        .containsExactly(List.of("a"), List.of("b"), List.of("DISCONNECT"));
    assertThat(transport.closes).containsExactly(4003);
  }

  @Test
  void shouldEndAfterWhatWaits() {
    open();
    transport.blocked = true;
    send("b", "c");
    outbound.end(END, 4004, "token-expired");
    send("late");
    loop.turn();
    assertThat(transport.closes).isEmpty();
    transport.unblock();
    loop.turn();
    assertThat(transport.batches).containsExactly(List.of("a"), List.of("b", "c", "DISCONNECT"));
    assertThat(transport.closes).containsExactly(4004);
  }

  @Test
  void shouldNotSendWhatWasHeldIfItEndsBeforeItIsOpened() {
    send("b");
    outbound.end(END, 4005, "internal");
    outbound.open(event("a"));
    loop.turn();
    assertThat(transport.batches).containsExactly(List.of("DISCONNECT"));
    assertThat(transport.closes).containsExactly(4005);
  }

  @Test
  void shouldCutWhatDoesNotRead() {
    open();
    outbound.cut();
    assertThat(transport.closes).as("lives").isEmpty();
    transport.blocked = true;
    send("b");
    outbound.end(END, 4001, "stale");
    loop.turn();
    outbound.cut();
    assertThat(transport.closes).containsExactly(4001);
  }

  @Test
  void shouldTellWhenEverythingBeforeHasLeft() {
    open();
    transport.blocked = true;
    send("b");
    whenDrained("1");
    send("c");
    whenDrained("2");
    loop.turn();
    assertThat(drained).isEmpty();
    transport.unblock();
    loop.turn();
    assertThat(drained).containsExactly("1", "2");
    whenDrained("3");
    loop.turn();
    assertThat(drained).containsExactly("1", "2", "3");
  }

  @Test
  void shouldNotLetAnybodyWaitForAConnectionThatIsGone() {
    open();
    transport.blocked = true;
    send("b");
    whenDrained("waits");
    loop.turn();
    outbound.abandon();
    whenDrained("late");
    loop.turn();
    assertThat(drained).containsExactly("waits", "late");
    assertThat(loop.lane().queuedBytes()).isZero();
    transport.unblock();
    loop.turn();
    assertThat(loop.lane().queuedBytes()).isZero();
  }

  /** The newer takes its own place, so that positions never go back. */
  @Test
  void shouldKeepTheLatestOfEachSubjectOfAConflatedChannel() {
    open();
    transport.blocked = true;
    send("b");
    loop.turn();
    outbound.send(event("dashboard:1", "visitors 1", "visitors", Delivery.CONFLATE));
    outbound.send(event("dashboard:1", "pages 1", "pages", Delivery.CONFLATE));
    outbound.send(event("dashboard:2", "other channel", "visitors", Delivery.CONFLATE));
    outbound.send(event("dashboard:1", "visitors 2", "visitors", Delivery.CONFLATE));
    outbound.send(event("dashboard:1", "no subject 1", null, Delivery.CONFLATE));
    outbound.send(event("dashboard:1", "no subject 2", null, Delivery.CONFLATE));
    loop.turn();
    transport.unblock();
    loop.turn();
    assertThat(transport.batches.getLast())
        .containsExactly("pages 1", "other channel", "visitors 2", "no subject 2");
    assertThat(loop.count("tidings.gateway.conflated")).isEqualTo(2);
  }

  @Test
  void shouldNotGrowWithTheUpdatesOfAConflatedChannel() {
    open();
    transport.blocked = true;
    send("b");
    loop.turn();
    for (int i = 0; i < 100_000; i++) {
      outbound.send(event("dashboard:1", "v" + i % 10, "s" + i % 50, Delivery.CONFLATE));
      if (i % 1000 == 0) {
        loop.turn();
      }
    }
    loop.turn();
    assertThat(overflows).hasValue(0);
    assertThat(outbound.queuedBytes()).isLessThan(52 * (SIZE + 16));
  }

  @Test
  void shouldDropEphemeralEventsFirstAndTellOnceWhenThereIsRoom() {
    Outbound small = bounded(8);
    small.open(event("a"));
    loop.turn();
    transport.blocked = true;
    small.send(event("b"));
    loop.turn();
    small.send(event("doc:1", "kept", null, Delivery.DROP));
    small.send(event("c"));
    small.send(event("d"));
    small.send(event("e"));
    small.send(event("doc:1", "dropped 1", null, Delivery.DROP));
    small.send(event("doc:1", "dropped 2", null, Delivery.DROP));
    small.send(event("doc:2", "dropped 3", null, Delivery.DROP));
    loop.turn();
    assertThat(loop.count("tidings.gateway.dropped")).isEqualTo(3);
    transport.unblock();
    loop.turn();
    assertThat(transport.batches.get(2)).containsExactly("kept", "c", "d", "e");
    assertThat(transport.batches.get(3)).containsExactlyInAnyOrder("RESYNC doc:1", "RESYNC doc:2");
    small.send(event("doc:1", "again", null, Delivery.DROP));
    loop.turn();
    assertThat(transport.batches.getLast()).containsExactly("again");
    assertThat(overflows).hasValue(0);
  }

  @Test
  void shouldGiveUpEphemeralEventsThatWaitBeforeItOverflows() {
    Outbound small = bounded(6);
    small.open(event("a"));
    loop.turn();
    transport.blocked = true;
    small.send(event("b"));
    loop.turn();
    small.send(event("doc:1", "x", null, Delivery.DROP));
    small.send(event("doc:1", "y", null, Delivery.DROP));
    for (String id : List.of("c", "d", "e", "f")) {
      small.send(event(id));
    }
    loop.turn();
    assertThat(overflows).hasValue(0);
    transport.unblock();
    loop.turn();
    assertThat(transport.batches.subList(2, 4))
        .containsExactly(List.of("c", "d", "e", "f"), List.of("RESYNC doc:1"));
  }

  @Test
  void shouldNotTellOfAChannelThatWasLeft() {
    Outbound small = bounded(4);
    small.open(event("a"));
    loop.turn();
    transport.blocked = true;
    for (String id : List.of("b", "c", "d")) {
      small.send(event(id));
    }
    Frame ephemeral = event("doc:1", "dropped", null, Delivery.DROP);
    small.send(ephemeral);
    loop.turn();
    small.left(((ServerFrame.Event) ephemeral.content()).channel());
    transport.unblock();
    loop.turn();
    assertThat(transport.batches).containsExactly(List.of("a"), List.of("b", "c", "d"));
  }

  private void open() {
    outbound.open(event("a"));
    loop.turn();
  }

  private void send(String... ids) {
    for (String id : ids) {
      outbound.send(event(id));
    }
  }

  private void whenDrained(String name) {
    outbound.whenDrained(() -> drained.add(name));
  }

  private Outbound bounded(int frames) {
    return new Outbound(transport, frames * SIZE, overflows::incrementAndGet);
  }

  /** A socket that takes bytes when told. */
  private final class Transport implements ConnectionWriter {

    private final List<List<String>> batches = new ArrayList<>();
    private final List<Integer> closes = new ArrayList<>();
    private boolean blocked;
    private Runnable waiting;

    void unblock() {
      blocked = false;
      Runnable task = waiting;
      waiting = null;
      task.run();
    }

    @Override
    public Lane lane() {
      return loop.lane();
    }

    @Override
    public boolean write(List<Frame> frames) {
      assertThat(waiting).as("one batch at a time").isNull();
      batches.add(Frames.names(frames));
      return !blocked;
    }

    @Override
    public void whenSent(Runnable task) {
      assertThat(blocked).isTrue();
      waiting = task;
    }

    @Override
    public void ping() {
      throw new AssertionError("not by the queue");
    }

    @Override
    public void close(int code, String reason) {
      closes.add(code);
    }
  }
}
