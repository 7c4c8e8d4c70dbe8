package dev.tidings.analytics.useragent;

import dev.tidings.analytics.hit.Device;

/**
 * What a user agent says of itself. Each part is null if unknown.
 *
 * @param browserVersion the part of the version that people name
 * @param bot the program's name, if it is no browser in a person's hands
 */
public record Agent(
    String browser, String browserVersion, String os, String osVersion, Device device, String bot) {

  /** Nothing was said. */
  static final Agent UNKNOWN = new Agent(null, null, null, null, null, null);
}
