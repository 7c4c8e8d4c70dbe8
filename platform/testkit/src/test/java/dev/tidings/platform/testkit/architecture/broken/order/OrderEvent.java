package dev.tidings.platform.testkit.architecture.broken.order;

/** Breaks: wire types are records registered for reflection. */
public sealed interface OrderEvent {

  /** A class where a registered record is asked for. */
  final class Placed implements OrderEvent {}
}
