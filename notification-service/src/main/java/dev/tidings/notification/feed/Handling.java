package dev.tidings.notification.feed;

import java.time.Instant;

/**
 * How a notification is to be treated.
 *
 * @param collapseKey what it is about: while one of a key waits to go out to a person on a channel,
 *     further ones don't; null if each counts
 * @param notBefore when it is to come; null for at once
 * @param expiresAt when it is worth nothing more; null for never
 */
public record Handling(String collapseKey, Instant notBefore, Instant expiresAt) {

  /** At once, for ever, each by itself. */
  public static final Handling PLAIN = new Handling(null, null, null);
}
