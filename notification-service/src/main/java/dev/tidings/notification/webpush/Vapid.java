package dev.tidings.notification.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidings.platform.event.Json;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Tells push services who sends.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8292">RFC 8292, voluntary application server
 *     identification</a>
 */
final class Vapid {

  /** Push services take at most a day; half of it leaves room for clocks that differ. */
  private static final Duration VALID = Duration.ofHours(12);

  private static final String HEADER =
      encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(US_ASCII));

  private final ECPrivateKey key;
  private final String publicKey;
  private final String subject;

  /**
   * An identity.
   *
   * @throws IllegalArgumentException if the keys are none, or no pair, with a message for the
   *     operator
   */
  Vapid(String publicKey, String privateKey, String subject) {
    try {
      ECPublicKey verifying = P256.publicKey(Base64.getUrlDecoder().decode(publicKey));
      this.key = P256.privateKey(Base64.getUrlDecoder().decode(privateKey));
      this.publicKey = encoded(P256.raw(verifying));
      this.subject = subject;
      byte[] probe = "probe".getBytes(US_ASCII);
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(verifying);
      signature.update(probe);
      if (!signature.verify(sign(probe))) {
        throw new IllegalArgumentException("The VAPID keys are not a pair");
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The VAPID keys are not valid: " + e.getMessage(), e);
    }
  }

  /** What browsers subscribe with. */
  String publicKey() {
    return publicKey;
  }

  /** The {@code Authorization} header for the push service of an origin. */
  String authorization(String origin, Instant now) throws GeneralSecurityException {
    byte[] claims =
        Json.bytes(
            JsonNodeFactory.instance
                .objectNode()
                .put("aud", origin)
                .put("exp", now.plus(VALID).getEpochSecond())
                .put("sub", subject));
    String token = HEADER + "." + encoded(claims);
    return "vapid t=" + token + "." + encoded(sign(token.getBytes(US_ASCII))) + ", k=" + publicKey;
  }

  private byte[] sign(byte[] data) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(data);
    return signature.sign();
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
