package dev.tidings.analytics.hit;

import java.util.Locale;

/** How constants are written on the wire: {@code organic-search}. */
final class WireNames {

  private WireNames() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The constant of a wire name; null if there is none, as of a newer producer. */
  static <E extends Enum<E>> E find(Class<E> type, String wire) {
    for (E constant : type.getEnumConstants()) {
      if (of(constant).equals(wire)) {
        return constant;
      }
    }
    return null;
  }
}
