package dev.tidings.analytics.visitor;

import jakarta.inject.Singleton;
import java.security.SecureRandom;

/**
 * Names for addresses that mean something to this process only, while it runs: enough to count by,
 * and nothing for whoever reads its memory.
 */
@Singleton
public final class AddressKeys {

  private static final int KEY_BYTES = 32;

  private final byte[] key = new byte[KEY_BYTES];

  public AddressKeys() {
    new SecureRandom().nextBytes(key);
  }

  /** The name of an address. */
  public String of(String address) {
    return KeyedHash.of(key, address);
  }
}
