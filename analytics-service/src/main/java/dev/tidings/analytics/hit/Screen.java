package dev.tidings.analytics.hit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How wide a screen is. The exact size would tell visitors apart and is not kept. */
public enum Screen {
  /** Narrower than 576 CSS pixels. */
  XS,
  /** Narrower than 768. */
  SM,
  /** Narrower than 992. */
  MD,
  /** Narrower than 1440. */
  LG,
  /** Wider than these. */
  XL;

  private final String wire = WireNames.of(this);

  /** The class of a width in CSS pixels; null if it is no width. */
  public static Screen ofWidth(int width) {
    if (width <= 0) {
      return null;
    }
    if (width < 576) {
      return XS;
    }
    if (width < 768) {
      return SM;
    }
    if (width < 992) {
      return MD;
    }
    return width < 1440 ? LG : XL;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** The class of a wire name; null if it is none of ours. */
  @JsonCreator
  public static Screen of(String wire) {
    return WireNames.find(Screen.class, wire);
  }
}
