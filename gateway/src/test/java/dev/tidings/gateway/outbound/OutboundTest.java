package dev.tidings.gateway.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** R-G9, R-G10: one flush for what is due, a bound on what waits. */
class OutboundTest {

  private final Transport transport = new Transport();
  private final AtomicInteger overflows = new AtomicInteger();
  private final Outbound outbound = new Outbound(transport, 10, overflows::incrementAndGet);

  @Test
  void shouldHoldFramesUntilItIsOpened() {
    send("b", "c");
    transport.run();
    assertThat(transport.batches).isEmpty();
    outbound.open(bytes("a"));
    transport.run();
    assertThat(transport.batches).containsExactly(List.of("a", "b", "c"));
  }

  @Test
  void shouldWriteOneBatchAtATime() {
    outbound.open(bytes("a"));
    transport.run();
    send("b", "c");
    transport.run();
    assertThat(transport.batches).containsExactly(List.of("a"));
    transport.written(true);
    assertThat(transport.batches).containsExactly(List.of("a"), List.of("b", "c"));
    transport.written(true);
    assertThat(outbound.queuedBytes()).isZero();
  }

  @Test
  void shouldCountWhatIsUnderWayAndOverflowOnce() {
    outbound.open(bytes("aaaa"));
    transport.run();
    send("bbbb");
    assertThat(outbound.queuedBytes()).isEqualTo(8);
    send("cccc", "dddd");
    assertThat(overflows).hasValue(1);
    assertThat(outbound.queuedBytes()).isEqualTo(4);
    outbound.end(bytes("x"), 4003, "slow-consumer");
    transport.written(true);
    transport.written(true);
    assertThat(transport.batches).containsExactly(List.of("aaaa"), List.of("x"));
    assertThat(transport.closes).containsExactly(4003);
  }

  @Test
  void shouldEndAfterWhatWaits() {
    outbound.open(bytes("a"));
    send("b");
    outbound.end(bytes("z"), 4004, "token-expired");
    send("late");
    transport.run();
    assertThat(transport.closes).isEmpty();
    transport.written(true);
    assertThat(transport.batches).containsExactly(List.of("a", "b", "z"));
    assertThat(transport.closes).containsExactly(4004);
  }

  @Test
  void shouldCutWhatDoesNotRead() {
    outbound.open(bytes("a"));
    transport.run();
    outbound.cut();
    assertThat(transport.closes).as("lives").isEmpty();
    outbound.end(bytes("z"), 4001, "stale");
    outbound.cut();
    assertThat(transport.closes).containsExactly(4001);
  }

  private void send(String... frames) {
    for (String frame : frames) {
      outbound.send(bytes(frame));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** An event loop that is turned by hand, and a socket that takes bytes when told. */
  private static final class Transport implements ConnectionWriter {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<List<String>> batches = new ArrayList<>();
    private final List<Integer> closes = new ArrayList<>();
    private Consumer<Boolean> underWay;

    void run() {
      for (Runnable task; (task = tasks.poll()) != null; ) {
        task.run();
      }
    }

    void written(boolean success) {
      var done = underWay;
      underWay = null;
      done.accept(success);
      run();
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public void write(List<byte[]> frames, Consumer<Boolean> done) {
      assertThat(underWay).as("one batch at a time").isNull();
      batches.add(frames.stream().map(frame -> new String(frame, UTF_8)).toList());
      underWay = done;
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
