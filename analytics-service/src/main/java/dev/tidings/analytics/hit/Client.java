package dev.tidings.analytics.hit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a visitor looks at the site with. Each part is null if unknown.
 *
 * @param browserVersion the part of the version that people name, such as {@code 128} or {@code
 *     17.4}
 * @param language a BCP 47 tag, such as {@code de-DE}
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Client(
    String browser,
    String browserVersion,
    String os,
    String osVersion,
    Device device,
    Screen screen,
    String language) {

  /** Nothing is known. */
  public static final Client UNKNOWN = new Client(null, null, null, null, null, null, null);
}
