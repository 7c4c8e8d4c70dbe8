package dev.tidings.gateway.fanout;

import dev.tidings.platform.event.CloudEvent;

/** A rule for the events of topics that others than our services write to. */
public interface Admission {

  /** Why the event of the topic may not be fanned out; null if it may. */
  String refusal(String topic, CloudEvent event);

  /**
   * Whether somebody moves the topic's records to the partition of their channel's log if they were
   * published to another. They are passed over where they are, and delivered where they come to be.
   */
  boolean movesMisplaced(String topic);
}
