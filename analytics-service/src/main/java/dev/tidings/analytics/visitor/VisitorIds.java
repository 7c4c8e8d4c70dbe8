package dev.tidings.analytics.visitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes visitor ids: a keyed hash (HMAC-SHA-256, cut to 128 bits) of site, address and user agent
 * under the day's random salt. The same browser is the same visitor of a site for one UTC day, and
 * a stranger on every other site and day. Nothing that goes in is kept.
 */
@Singleton
public final class VisitorIds {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final Salts salts;

  VisitorIds(Salts salts) {
    this.salts = salts;
  }

  /**
   * The id of a visitor, 22 characters.
   *
   * @param address the visitor's IP address
   * @param userAgent the {@code User-Agent} header; empty if there was none
   */
  public String of(String site, String address, String userAgent, Instant at) {
    byte[] salt = salts.of(LocalDate.ofInstant(at, ZoneOffset.UTC));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(salt, ALGORITHM));
      for (String part : new String[] {site, address, userAgent}) {
        byte[] bytes = part.getBytes(UTF_8);
        // With its length before it, no part can be mistaken for the end of the one before.
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        mac.update(bytes);
      }
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(Arrays.copyOf(mac.doFinal(), BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
