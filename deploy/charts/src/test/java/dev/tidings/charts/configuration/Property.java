package dev.tidings.charts.configuration;

import java.util.Locale;

/**
 * A documented property.
 *
 * @param name with {@code <…>} in place of what its user chooses
 * @param byDefault in words or as it is written; empty if there is none
 * @param meaning in Markdown
 */
record Property(String name, String byDefault, String meaning) {

  /** The environment variable, as SmallRye Config looks for it. */
  String variable() {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** The same with something chosen. */
  Property chosen() {
    return new Property(name.replaceAll("<[^>]+>", "some"), byDefault, meaning);
  }

  /** Whether its user chooses a part of the name. */
  boolean isOpen() {
    return name.contains("<");
  }
}
