package dev.tidings.notification.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;

/** Keys on the curve P-256, in the raw forms that browsers use. */
final class P256 {

  private static final String CURVE = "secp256r1";
  private static final int COORDINATE = 32;
  private static final int POINT = 1 + 2 * COORDINATE;
  private static final byte UNCOMPRESSED = 4;

  private P256() {}

  /** A new pair. */
  static KeyPair generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(CURVE));
    return generator.generateKeyPair();
  }

  /**
   * Reads an uncompressed point.
   *
   * @throws GeneralSecurityException if it is none, or not on the curve
   */
  static ECPublicKey publicKey(byte[] raw) throws GeneralSecurityException {
    if (raw.length != POINT || raw[0] != UNCOMPRESSED) {
      throw new GeneralSecurityException("A public key is an uncompressed point of 65 bytes");
    }
    var point =
        new ECPoint(
            new BigInteger(1, Arrays.copyOfRange(raw, 1, 1 + COORDINATE)),
            new BigInteger(1, Arrays.copyOfRange(raw, 1 + COORDINATE, POINT)));
    if (!isOnCurve(point, parameters())) {
      throw new GeneralSecurityException("The point is not on P-256");
    }
    return (ECPublicKey)
        KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, parameters()));
  }

  /** Reads a private key of 32 bytes. */
  static ECPrivateKey privateKey(byte[] raw) throws GeneralSecurityException {
    if (raw.length != COORDINATE) {
      throw new GeneralSecurityException("A private key has 32 bytes");
    }
    return (ECPrivateKey)
        KeyFactory.getInstance("EC")
            .generatePrivate(new ECPrivateKeySpec(new BigInteger(1, raw), parameters()));
  }

  /** The uncompressed point. */
  static byte[] raw(ECPublicKey key) {
    byte[] raw = new byte[POINT];
    raw[0] = UNCOMPRESSED;
    copy(key.getW().getAffineX(), raw, 1);
    copy(key.getW().getAffineY(), raw, 1 + COORDINATE);
    return raw;
  }

  /** A point elsewhere would leak the private key that it is combined with. */
  private static boolean isOnCurve(ECPoint point, ECParameterSpec curve) {
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right =
        x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(p);
    return y.pow(2).mod(p).equals(right);
  }

  private static ECParameterSpec parameters() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(CURVE));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static void copy(BigInteger number, byte[] into, int at) {
    byte[] bytes = number.toByteArray();
    int skip = Math.max(0, bytes.length - COORDINATE);
    System.arraycopy(
        bytes, skip, into, at + COORDINATE - (bytes.length - skip), bytes.length - skip);
  }
}
