package dev.tidings.notification.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** R-N3: push services learn who sends (RFC 8292). */
class VapidTest {

  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  @Test
  void shouldSignWhoSendsForTheOrigin() throws Exception {
    KeyPair keys = P256.generate();
    var vapid = new Vapid(publicKey(keys), privateKey(keys), "mailto:ops@example.com");

    String header = vapid.authorization("https://push.example", NOW);

    assertThat(header).startsWith("vapid t=").endsWith(", k=" + publicKey(keys));
    String[] parts = header.substring("vapid t=".length(), header.indexOf(',')).split("\\.");
    JsonNode claims = Json.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    assertThat(claims.path("aud").asText()).isEqualTo("https://push.example");
    assertThat(claims.path("sub").asText()).isEqualTo("mailto:ops@example.com");
    assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
        .isBetween(NOW, NOW.plus(Duration.ofHours(24)));
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(keys.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void shouldRefuseKeysThatAreNoPair() throws Exception {
    KeyPair keys = P256.generate();
    KeyPair others = P256.generate();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Vapid(publicKey(keys), privateKey(others), "mailto:a@b.example"))
        .withMessageContaining("pair");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Vapid("", privateKey(keys), "mailto:a@b.example"));
  }

  static String publicKey(KeyPair keys) {
    return encoded(P256.raw((ECPublicKey) keys.getPublic()));
  }

  static String privateKey(KeyPair keys) {
    BigInteger number = ((ECPrivateKey) keys.getPrivate()).getS();
    byte[] bytes = number.toByteArray();
    byte[] raw = new byte[32];
    byte[] significant = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - 32), bytes.length);
    System.arraycopy(significant, 0, raw, 32 - significant.length, significant.length);
    return encoded(raw);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
