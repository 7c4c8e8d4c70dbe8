package dev.tidings.gateway.protocol;

/**
 * What a client's frame may cost.
 *
 * @param maxLength the longest text, in UTF-16 units
 * @param maxDepth how deep objects and arrays may nest
 */
public record FrameLimits(int maxLength, int maxDepth) {

  /** 64 Ki characters, 32 levels. */
  public static final FrameLimits DEFAULT = new FrameLimits(64 * 1024, 32);
}
