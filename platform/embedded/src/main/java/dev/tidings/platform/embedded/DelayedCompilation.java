package dev.tidings.platform.embedded;

import java.util.List;

/**
 * The optimising compiler waits until code is five times as hot as by default. Else it takes half
 * of the processor time of a start, for code of which most never runs again.
 */
public final class DelayedCompilation {

  /** For a JVM's command line. */
  public static final List<String> OPTIONS =
      List.of(
          "-XX:Tier4InvocationThreshold=25000",
          "-XX:Tier4MinInvocationThreshold=3000",
          "-XX:Tier4CompileThreshold=75000",
          "-XX:Tier4BackEdgeThreshold=200000");

  private DelayedCompilation() {}
}
