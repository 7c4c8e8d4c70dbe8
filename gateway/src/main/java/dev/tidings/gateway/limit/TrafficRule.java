package dev.tidings.gateway.limit;

import dev.tidings.gateway.protocol.FrameLimits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;

/** How much one connection may send. */
@Singleton
public final class TrafficRule {

  private static final double ABUSE_SECONDS = 10;

  private final Allowance frames;
  private final Allowance bytes;
  private final Allowance refusals;
  private final LongSupplier nanos;

  @Inject
  TrafficRule(LimitsConfig limits) {
    this(limits, System::nanoTime);
  }

  TrafficRule(LimitsConfig limits, LongSupplier nanos) {
    this.frames = new Allowance(limits.frameBurst(), limits.framesPerSecond());
    // No smaller than the largest frame, which could never be sent otherwise.
    this.bytes =
        new Allowance(
            Math.max(limits.byteBurst().asLongValue(), FrameLimits.DEFAULT.maxLength()),
            limits.bytesPerSecond().asLongValue());
    this.refusals = new Allowance(limits.refusedFrames(), limits.refusedFrames() / ABUSE_SECONDS);
    this.nanos = nanos;
  }

  Allowance frames() {
    return frames;
  }

  Allowance bytes() {
    return bytes;
  }

  Allowance refusals() {
    return refusals;
  }

  long now() {
    return nanos.getAsLong();
  }
}
