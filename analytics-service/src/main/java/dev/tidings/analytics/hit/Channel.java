package dev.tidings.analytics.hit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The kind of way by which a visitor came. */
public enum Channel {
  /** By hand, a bookmark, or a link that does not say where it stands. */
  DIRECT,
  ORGANIC_SEARCH,
  PAID_SEARCH,
  ORGANIC_SOCIAL,
  PAID_SOCIAL,
  ORGANIC_VIDEO,
  PAID_VIDEO,
  EMAIL,
  /** An answer of an assistant. */
  AI,
  DISPLAY,
  AFFILIATES,
  SMS,
  PUSH,
  AUDIO,
  /** A link on another site. */
  REFERRAL,
  /** A campaign of no other kind. */
  CAMPAIGN;

  private final String wire = WireNames.of(this);

  @JsonValue
  public String wire() {
    return wire;
  }

  /** The channel of a wire name; null if it is none of ours. */
  @JsonCreator
  public static Channel of(String wire) {
    return WireNames.find(Channel.class, wire);
  }
}
