package dev.tidings.local.stack;

import dev.tidings.local.CannotProceed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * The RSA key pair of the local stack, made at the first start: the gateway signs development
 * tokens with it (RS256), every process checks them. PEM files as in RFC 7468: PKCS#8 and
 * SubjectPublicKeyInfo.
 */
record SigningKeys(Path privateKey, Path publicKey) {

  private static final int BITS = 2048;
  private static final int LINE = 64;

  static SigningKeys in(Path directory) throws CannotProceed, IOException {
    SigningKeys keys =
        new SigningKeys(directory.resolve("signing-key.pem"), directory.resolve("public-key.pem"));
    if (Files.exists(keys.privateKey) || Files.exists(keys.publicKey)) {
      keys.check(directory);
    } else {
      keys.generate();
    }
    return keys;
  }

  private void generate() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      // The private key comes last: with it the pair is whole.
      PrivateFile.write(publicKey, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
      PrivateFile.write(privateKey, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private void check(Path directory) throws CannotProceed {
    try {
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      RSAPrivateKey signing =
          (RSAPrivateKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(bytes(privateKey)));
      RSAPublicKey verifying =
          (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(bytes(publicKey)));
      if (!signing.getModulus().equals(verifying.getModulus())) {
        throw new GeneralSecurityException("the two keys are not a pair");
      }
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new CannotProceed(
          "The keys in %s can't be used (%s). Delete that directory: the next start makes new keys, and tokens made before are void."
              .formatted(directory, reason(e)));
    }
  }

  private static String reason(Exception e) {
    return e instanceof IOException ? "unreadable: " + e.getMessage() : "damaged";
  }

  private static byte[] bytes(Path pem) throws IOException {
    return Base64.getMimeDecoder()
        .decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", "").strip());
  }

  private static String pem(String label, byte[] der) {
    String base64 = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }
}
