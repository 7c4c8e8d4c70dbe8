package dev.tidings.platform.testkit.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The key pair of a test JVM. It is kept in system properties, because Quarkus loads test classes
 * in several class loaders and all of them must sign and verify with the same pair.
 */
public final class TestKeys {

  /** The issuer of tokens in tests. */
  public static final String ISSUER = "https://issuer.test";

  /** The audience of tokens in tests. */
  public static final String AUDIENCE = "tidings";

  private static final String PUBLIC_KEY = "tidings.test.public-key";
  private static final String PRIVATE_KEY = "tidings.test.private-key";

  private TestKeys() {}

  /** The public key as PEM, for {@code mp.jwt.verify.publickey}. */
  public static String publicKeyPem() {
    return pem("PUBLIC KEY", key(PUBLIC_KEY));
  }

  /** The private key as PKCS#8 PEM, for an application that signs. */
  public static String privateKeyPem() {
    return pem("PRIVATE KEY", key(PRIVATE_KEY));
  }

  /** The private key that {@link Tokens} signs with. */
  static PrivateKey privateKey() {
    try {
      var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key(PRIVATE_KEY)));
      return KeyFactory.getInstance("RSA").generatePrivate(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, String key) {
    return "-----BEGIN " + what + "-----\n" + key + "\n-----END " + what + "-----\n";
  }

  private static synchronized String key(String property) {
    synchronized (System.getProperties()) {
      if (System.getProperty(PRIVATE_KEY) == null) {
        generate();
      }
      return System.getProperty(property);
    }
  }

  private static void generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      var base64 = Base64.getEncoder();
      System.setProperty(PUBLIC_KEY, base64.encodeToString(pair.getPublic().getEncoded()));
      System.setProperty(PRIVATE_KEY, base64.encodeToString(pair.getPrivate().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
