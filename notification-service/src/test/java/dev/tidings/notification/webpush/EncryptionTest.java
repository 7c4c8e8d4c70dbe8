package dev.tidings.notification.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** R-N3: messages are encrypted as browsers decrypt them. */
class EncryptionTest {

  /** RFC 8291, appendix A. */
  @Test
  void shouldEncryptTheExampleOfTheRfc() throws Exception {
    var ephemeral =
        new KeyPair(
            P256.publicKey(
                bytes(
                    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")),
            P256.privateKey(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")));

    byte[] body =
        Encryption.encrypt(
            "When I grow up, I want to be a watermelon".getBytes(UTF_8),
            P256.publicKey(
                bytes(
                    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")),
            bytes("BTBZMqHH6r4Tts7J_aSIgg"),
            ephemeral,
            bytes("DGv6ra1nlYgDCS1FRnbzlw"));

    assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLoc"
                + "InmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyou"
                + "BWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void shouldFillARecordAndNoMore() throws Exception {
    KeyPair browser = P256.generate();

    byte[] body =
        Encryption.encrypt(
            new byte[Encryption.MAX_PLAINTEXT],
            (ECPublicKey) browser.getPublic(),
            new byte[16],
            P256.generate(),
            new byte[16]);

    assertThat(body).hasSize(4096);
  }

  @Test
  void shouldRefuseKeysThatAreNotOnTheCurve() {
    byte[] elsewhere = new byte[65];
    elsewhere[0] = 4;
    elsewhere[64] = 1;

    assertThatThrownBy(() -> P256.publicKey(elsewhere))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> P256.publicKey(new byte[33]))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> P256.privateKey(new byte[31]))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void shouldKeepKeysInTheirRawForm() throws Exception {
    for (int i = 0; i < 50; i++) {
      var key = (ECPublicKey) P256.generate().getPublic();
      assertThat(P256.publicKey(P256.raw(key)).getW()).isEqualTo(key.getW());
    }
  }

  private static byte[] bytes(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }
}
