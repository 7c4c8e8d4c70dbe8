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

  /** Of somebody who has not said anything: everything but what costs the operator money. */
  public static Choice standard(DeliveryChannel channel) {
    return switch (channel) {
      case IN_APP, EMAIL, PUSH -> ON;
      case SMS, WEBHOOK -> NONE;
    };
  }

  public Choice {
    digest = digest == null ? DigestFrequency.OFF : digest;
  }
}
