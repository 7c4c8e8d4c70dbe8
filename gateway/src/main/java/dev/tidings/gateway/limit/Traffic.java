package dev.tidings.gateway.limit;

import dev.tidings.gateway.protocol.FrameLimits;

/** What one connection has sent lately: three numbers. Used by the connection's event loop only. */
public final class Traffic {

  /** Whether a frame may be looked at. */
  public sealed interface Verdict {

    /** It may. */
    record Fine() implements Verdict {}

    /**
     * It may not; the connection goes on.
     *
     * @param retryAfterMs when it might be
     */
    record Refused(long retryAfterMs) implements Verdict {}

    /** It may not, and neither may those to come: the connection is to end. */
    record Abuse() implements Verdict {}
  }

  private static final Verdict FINE = new Verdict.Fine();
  private static final Verdict ABUSE = new Verdict.Abuse();
  private static final long NANOS_PER_MS = 1_000_000;

  private final TrafficRule rule;

  /** When each allowance is whole again. */
  private long frames;

  private long bytes;
  private long refusals;

  /** A connection that hasn't sent anything. */
  public Traffic(TrafficRule rule) {
    this.rule = rule;
    this.frames = rule.now();
    this.bytes = frames;
    this.refusals = frames;
  }

  /**
   * Counts a frame.
   *
   * @param length its length, in characters or bytes
   */
  public Verdict count(int length) {
    long now = rule.now();
    long framesThen = rule.frames().taken(1, frames, now);
    long wait = rule.frames().nanosUntilAllowed(framesThen, now);
    if (wait > 0) {
      return refused(wait, now);
    }
    frames = framesThen;
    // Longer ones are refused for their length.
    int counted = Math.min(length, FrameLimits.DEFAULT.maxLength());
    long bytesThen = rule.bytes().taken(counted, bytes, now);
    wait = rule.bytes().nanosUntilAllowed(bytesThen, now);
    if (wait > 0) {
      return refused(wait, now);
    }
    bytes = bytesThen;
    return FINE;
  }

  private Verdict refused(long wait, long now) {
    long refusalsThen = rule.refusals().taken(1, refusals, now);
    if (rule.refusals().nanosUntilAllowed(refusalsThen, now) > 0) {
      return ABUSE;
    }
    refusals = refusalsThen;
    return new Verdict.Refused((wait + NANOS_PER_MS - 1) / NANOS_PER_MS);
  }
}
