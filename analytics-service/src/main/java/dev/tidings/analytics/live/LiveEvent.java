package dev.tidings.analytics.live;

/** What is announced on {@code dashboard:live}. */
public sealed interface LiveEvent permits MetricsUpdate {

  /** The wire type. */
  String type();
}
