package dev.tidings.notification.activity;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** What this feature announces on {@code activity.feed.v1}. */
public sealed interface ActivityEvent {

  /** The wire type. */
  String type();

  /**
   * Something happened that those on the channel may know of.
   *
   * @param activity what, which is the event's data; the same on each channel of its audience
   */
  @RegisterForReflection
  record Happened(@JsonValue ActivityView activity) implements ActivityEvent {

    @Override
    public String type() {
      return "ACTIVITY";
    }
  }
}
