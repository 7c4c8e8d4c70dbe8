package dev.tidings.presence.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * The short name of a page or thing, whatever its own name: that may be longer than a channel's id,
 * or have characters that a channel's may not.
 */
public final class PlaceChannel {

  /** The kind of a page; no resource type, as those have no capital letters. */
  public static final String PAGE = "PAGE";

  private static final int BYTES = 16;

  private PlaceChannel() {}

  /** The name: 128 bits of SHA-256, so that nobody finds two places with the same one by chance. */
  public static String id(String kind, String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest((kind + '\0' + id).getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
