package dev.tidings.bench.presence;

import dev.tidings.bench.report.Result;
import dev.tidings.bench.server.TargetException;
import dev.tidings.bench.tidings.TidingsTarget;
import dev.tidings.bench.wire.ClientLoop;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One day in the life of a workspace: everybody comes in, the gateway that has them all is killed
 * and everybody comes back at the other one, and then some are away for a while now and then. After
 * each part it is waited until everybody believes of everybody whom they follow what is true.
 *
 * @param users in the workspace, each with one client
 * @param watched how many each follows
 * @param joinOver how long they take to come in
 * @param backWithin how long they take to come back
 * @param flipEvery how often each goes away, or comes back
 * @param steady how long that is watched
 */
public record PresenceRun(
    int users,
    int watched,
    Duration joinOver,
    Duration backWithin,
    Duration flipEvery,
    Duration steady) {

  private static final String WORKSPACE = "presence";

  /** Runs it; results are handed on as they come. */
  public void run(TidingsTarget target, ClientLoop loop, Consumer<Result> results)
      throws InterruptedException, TargetException {
    var crowd = new Crowd(target, loop, WORKSPACE, users, watched);
    target.prepare(crowd.seats());
    crowd.comeBackWithin(backWithin);
    try (var lag = new Lag(target.kafka())) {
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
}
