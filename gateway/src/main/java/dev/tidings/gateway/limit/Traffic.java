package dev.tidings.gateway.limit;

import dev.tidings.gateway.protocol.FrameLimits;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;

/**
 * What one connection has sent lately. Its buckets come with its first frame and go again while it
 * is idle. Used by the connection's event loop only, but for {@link #settle}.
 */
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

  private record Buckets(Bucket frames, Bucket bytes, Bucket refusals) {}

  private static final Verdict FINE = new Verdict.Fine();
  private static final Verdict ABUSE = new Verdict.Abuse();
  private static final long NANOS_PER_MS = 1_000_000;

  private final TrafficRule rule;
  private volatile Buckets buckets;

  /** A connection that hasn't sent anything. */
  public Traffic(TrafficRule rule) {
    this.rule = rule;
  }

  /**
   * Counts a frame.
   *
   * @param length its length, in characters or bytes
   */
  public Verdict count(int length) {
    Buckets now = buckets;
    if (now == null) {
      now = new Buckets(rule.frames(), rule.bytes(), rule.refusals());
      buckets = now;
    }
    ConsumptionProbe frames = now.frames().tryConsumeAndReturnRemaining(1);
    if (!frames.isConsumed()) {
      return refused(now, frames.getNanosToWaitForRefill());
    }
    if (length == 0) {
      return FINE;
    }
    // Longer ones are refused for their length.
    int counted = Math.min(length, FrameLimits.DEFAULT.maxLength());
    ConsumptionProbe bytes = now.bytes().tryConsumeAndReturnRemaining(counted);
    return bytes.isConsumed() ? FINE : refused(now, bytes.getNanosToWaitForRefill());
  }

  private static Verdict refused(Buckets now, long nanos) {
    return now.refusals().tryConsume(1)
        ? new Verdict.Refused(Math.max(1, (nanos + NANOS_PER_MS - 1) / NANOS_PER_MS))
        : ABUSE;
  }

  /**
   * Forgets what has been sent, if the connection has been quiet for so long that it may send
   * everything again. From any thread.
   */
  public void settle() {
    Buckets now = buckets;
    if (now != null && rule.isFull(now.frames(), now.bytes(), now.refusals())) {
      buckets = null;
    }
  }

  /** Whether anything is remembered. */
  boolean isRemembered() {
    return buckets != null;
  }
}
