package dev.tidings.analytics.hit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The kind of device that a visitor holds. */
public enum Device {
  DESKTOP,
  MOBILE,
  TABLET,
  TV,
  CONSOLE,
  /** Known, and none of these: a watch, a car, a reader. */
  OTHER;

  private final String wire = WireNames.of(this);

  @JsonValue
  public String wire() {
    return wire;
  }

  /** The device of a wire name; null if it is none of ours. */
  @JsonCreator
  public static Device of(String wire) {
    return WireNames.find(Device.class, wire);
  }
}
