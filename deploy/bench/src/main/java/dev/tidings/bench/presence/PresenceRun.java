package dev.tidings.bench.presence;

import dev.tidings.bench.report.Result;
import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.TidingsTarget;
import dev.tidings.bench.wire.ClientLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One day in the life of a workspace: everybody comes in, the gateway that has them all is killed
 * and everybody comes back at the other one, and then some are away for a while now and then. After
 * each part it is waited until everybody believes of everybody whom they follow what is true.
 *
 * @param users in the workspace, each with one client
 * @param watched how many each follows
 * @param rehearsed how many of another workspace come and go before that, at each gateway
 * @param joinOver how long they take to come in
 * @param backWithin how long they take to come back
 * @param flipEvery how often each goes away, or comes back
 * @param steady how long that is watched
 */
public record PresenceRun(
    int users,
    int watched,
    int rehearsed,
    Duration joinOver,
    Duration backWithin,
    Duration flipEvery,
    Duration steady) {

  private static final String WORKSPACE = "presence";
  private static final String REHEARSAL = "rehearsal";

  /** Of those who rehearse. */
  private static final int PER_SECOND = 200;

  /** Runs it; results are handed on as they come. */
  public void run(TidingsTarget target, ClientLoop loop, Consumer<Result> results)
      throws InterruptedException, TargetException {
    var crowd = new Crowd(target, loop, target::address, WORKSPACE, users, watched);
    target.prepare(crowd.seats());
    crowd.comeBackWithin(backWithin);
    try (var lag = new Lag(target.kafka())) {
      rehearse(target, loop, lag);
      var part = new PresencePart(target, loop, crowd, lag);
      results.accept(part.measure("join", users, watched, () -> crowd.join(joinOver)));
      results.accept(
          part.measure(
              "gateway-killed",
              users,
              watched,
              () -> {
                crowd.untell();
                target.crash();
              }));
      target.awaitReady();
      results.accept(part.measure("steady", users, watched, () -> crowd.flip(flipEvery, steady)));
    } finally {
      loop.call(
          () -> {
            crowd.leave();
            return crowd;
          });
    }
  }

  private void rehearse(TidingsTarget target, ClientLoop loop, Lag lag)
      throws InterruptedException {
    if (rehearsed == 0) {
      return;
    }
    Duration over = Duration.ofMillis(Math.max(1_000, 1_000L * rehearsed / PER_SECOND));
    for (InetSocketAddress gateway : target.gateways()) {
      var others =
          new Crowd(
              target, loop, () -> gateway, REHEARSAL, rehearsed, Math.min(watched, rehearsed));
      target.prepare(others.seats());
      new PresencePart(target, loop, others, lag).rehearse(over);
    }
  }
}
