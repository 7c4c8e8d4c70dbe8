package dev.tidings.bench.presence;

import dev.tidings.bench.machine.CpuMeter;
import dev.tidings.bench.machine.CpuUse;
import dev.tidings.bench.report.PresenceResult;
import dev.tidings.bench.tidings.TidingsTarget;
import dev.tidings.bench.wire.ClientLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures one part of the day, until everybody believes what is true and nobody is behind. */
final class PresencePart {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration REHEARSAL_PATIENCE = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 250;

  private final TidingsTarget target;
  private final ClientLoop loop;
  private final Crowd crowd;
  private final Lag lag;

  PresencePart(TidingsTarget target, ClientLoop loop, Crowd crowd, Lag lag) {
    this.target = target;
    this.loop = loop;
    this.crowd = crowd;
    this.lag = lag;
  }

  /** What is asked again and again. */
  private interface Question {
    boolean isAnswered() throws InterruptedException;
  }

  /**
   * Begins the part and waits for its end.
   *
   * @param beginning run in the loop's thread
   */
  PresenceResult measure(String name, int users, int watched, Runnable beginning)
      throws InterruptedException {
    Crowd.Sent before = loop.call(crowd::begin);
    var services = new ArrayList<Long>(target.serverProcesses());
    services.add(target.process("PRESENCE"));
    var brokers = new ArrayList<Long>(target.brokerProcesses());
    CpuMeter meter = CpuMeter.start(services, brokers, loop);
    long begin = System.nanoTime();
    call(beginning);
    double told = secondsUntil(begin, () -> loop.call(crowd::isComplete));
    double right = secondsUntil(begin, () -> loop.call(crowd::wrong) == 0);
    CpuUse cpu = meter.read();
    double caughtUp =
        secondsUntil(begin, () -> lag.read().values().stream().allMatch(each -> each == 0));
    double seconds = (System.nanoTime() - begin) / 1e9;
    Crowd.Sent sent = loop.call(crowd::sent).since(before);
    Map<String, Integer> refusals = loop.call(crowd::refusals);
    Map<String, Integer> losses = loop.call(crowd::losses);
    return new PresenceResult(
        name,
        target.name(),
        users,
        watched,
        seconds,
        told,
        right,
        caughtUp,
        sent.flips(),
        sent.frames(),
        sent.bytes(),
        loop.call(crowd::mostFrames),
        loop.call(crowd::wrong),
        sent.gaps(),
        sent.strangers(),
        refusals,
        losses,
        cpu);
  }

  /**
   * Everybody comes, is idle and in use again, and goes: code that has never run costs several
   * times what it costs from then on.
   */
  void rehearse(Duration over) throws InterruptedException {
    Question isAtRest = () -> loop.call(crowd::isComplete) && loop.call(crowd::wrong) == 0;
    call(() -> crowd.join(over));
    await(isAtRest, REHEARSAL_PATIENCE);
    call(() -> crowd.flip(over, over));
    await(isAtRest, REHEARSAL_PATIENCE);
    call(crowd::leave);
    await(() -> lag.read().values().stream().allMatch(each -> each == 0), REHEARSAL_PATIENCE);
  }

  private void call(Runnable task) throws InterruptedException {
    loop.call(
        () -> {
          task.run();
          return crowd;
        });
  }

  /** Negative if it never is. */
  private static double secondsUntil(long begin, Question question) throws InterruptedException {
    return await(question, PATIENCE) ? (System.nanoTime() - begin) / 1e9 : -1;
  }

  private static boolean await(Question question, Duration patience) throws InterruptedException {
    long from = System.nanoTime();
    while (!question.isAnswered()) {
      if (System.nanoTime() - from > patience.toNanos()) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    return true;
  }
}
