package dev.tidings.e2e.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Signs tokens (RS256) that the system itself would not hand out: expired ones, and ones of a
 * stranger's key.
 */
public final class Tokens {

  private static final String ISSUER = "https://tidings.localhost";
  private static final String AUDIENCE = "tidings";

  private final PrivateKey key;

  private Tokens(PrivateKey key) {
    this.key = key;
  }

  /** With the private key of a PEM file (PKCS#8). */
  static Tokens signedWith(Path pem) throws IOException {
    String base64 = Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
    try {
      return new Tokens(
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(pem + " holds no private key", e);
    }
  }

  /** With a key that nobody knows. */
  public static Tokens ofStranger() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new Tokens(generator.generateKeyPair().getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token that is good apart from its key and its time. */
  public String token(String user, String workspace, Duration validFor) {
    return token(user, workspace, ISSUER, AUDIENCE, validFor);
  }

  /** A token of any issuer, for any audience. */
  public String token(
      String user, String workspace, String issuer, String audience, Duration validFor) {
    long now = Instant.now().getEpochSecond();
    String content =
        part(Map.of("alg", "RS256", "typ", "JWT"))
            + "."
            + part(
                Map.of(
                    "iss", issuer,
                    "aud", audience,
                    "sub", user,
                    "workspace", workspace,
                    "groups", List.of("USER"),
                    "iat", now - 7200,
                    "exp", now + validFor.toSeconds()));
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content.getBytes(UTF_8));
      return content + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(Map<String, ?> claims) {
    return base64(Json.write(claims).getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
