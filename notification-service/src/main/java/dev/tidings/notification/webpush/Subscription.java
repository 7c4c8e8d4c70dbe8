package dev.tidings.notification.webpush;

import java.net.URI;
import java.security.interfaces.ECPublicKey;

/**
 * A browser that takes messages for a person.
 *
 * @param endpoint where its push service takes them
 * @param key what they are encrypted for
 * @param secret the browser's 16 secret bytes
 */
record Subscription(URI endpoint, ECPublicKey key, byte[] secret) {}
