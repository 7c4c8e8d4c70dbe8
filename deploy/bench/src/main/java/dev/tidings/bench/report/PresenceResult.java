package dev.tidings.bench.report;

import dev.tidings.bench.machine.CpuUse;
import java.util.Map;

/**
 * What presence cost while something happened to everybody of a workspace.
 *
 * @param users each with one client
 * @param watched how many others each follows
 * @param seconds from the beginning until everything had come to rest
 * @param secondsUntilTold until everybody had been told all that there is of whom they follow;
 *     negative if that never was
 * @param secondsUntilRight until everybody believed of everybody whom they follow what is true;
 *     negative if they never did
 * @param secondsUntilCaughtUp until no service had anything left to read; negative if that never
 *     was
 * @param flips how often somebody went away or came back
 * @param frames of presence, to everybody in all
 * @param bytes of these
 * @param mostFrames that one of them got
 * @param wrong what anybody believes of anybody at the end that isn't so
 * @param gaps changes that a client was not sent
 * @param strangers changes of somebody whom the client doesn't follow
 * @param refusals of frames, by code
 * @param losses of connections, by reason
 * @param cpu of the gateways and presence-service, and of Kafka
 */
public record PresenceResult(
    String scenario,
    String target,
    int users,
    int watched,
    double seconds,
    double secondsUntilTold,
    double secondsUntilRight,
    double secondsUntilCaughtUp,
    long flips,
    long frames,
    long bytes,
    int mostFrames,
    long wrong,
    long gaps,
    long strangers,
    Map<String, Integer> refusals,
    Map<String, Integer> losses,
    CpuUse cpu)
    implements Result {

  /** The most that a client gets in a tick: the counts, and what has changed of whom it follows. */
  private static final int PER_TICK = 2;

  /**
   * What it gets at first: all that there is, and while fewer than 200 people are there, each of
   * them by itself.
   */
  private static final int AT_FIRST = 203;

  /** How many frames everybody may get who gets two a tick, which is a second. */
  long bound() {
    return (long) users * (AT_FIRST + PER_TICK * (long) Math.ceil(seconds + 1));
  }

  /** How many it would be if everybody heard of everybody by itself. */
  long naive() {
    return (long) users * (flips > 0 ? flips : users);
  }

  @Override
  public boolean isClean() {
    return wrong == 0
        && gaps == 0
        && strangers == 0
        && secondsUntilTold >= 0
        && secondsUntilRight >= 0
        && secondsUntilCaughtUp >= 0
        && frames <= bound();
  }
}
