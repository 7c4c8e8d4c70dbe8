package dev.tidings.gateway.fanout;

import dev.tidings.platform.event.CloudEvent;

/** A rule for the events of topics that others than our services write to. */
public interface Admission {

  /** Why the event of the topic may not be fanned out; null if it may. */
  String refusal(String topic, CloudEvent event);
}
