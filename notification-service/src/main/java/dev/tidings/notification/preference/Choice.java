package dev.tidings.notification.preference;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a person wants of a channel.
 *
 * @param enabled whether notifications come there at all
 * @param digest how often, if not one by one; nothing to the list in the app
 */
@RegisterForReflection
public record Choice(boolean enabled, DigestFrequency digest) {

  /** One by one. */
  public static final Choice ON = new Choice(true, DigestFrequency.OFF);

  /** Not at all. */
  public static final Choice NONE = new Choice(false, DigestFrequency.OFF);

  public Choice {
    digest = digest == null ? DigestFrequency.OFF : digest;
  }
}
