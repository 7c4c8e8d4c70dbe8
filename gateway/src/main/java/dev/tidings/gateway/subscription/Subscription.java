package dev.tidings.gateway.subscription;

/** One subscriber's place among a channel's. Made and ended by {@link SubscriptionTable}. */
public final class Subscription {

  final Group group;
  final Subscriber subscriber;

  /** Only the lane's thread touches these: where it stands, and after how many events it came. */
  int index;

  long joinedAfter;

  Subscription(Group group, Subscriber subscriber) {
    this.group = group;
    this.subscriber = subscriber;
  }
}
