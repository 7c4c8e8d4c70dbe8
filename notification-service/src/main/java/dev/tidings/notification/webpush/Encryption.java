package dev.tidings.notification.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a message for one browser, so that its push service can't read it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8291">RFC 8291, message encryption for Web
 *     Push</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8188">RFC 8188, the coding aes128gcm</a>
 */
final class Encryption {

  /** What fits into one record, which push services take at least: 4096 bytes with all overhead. */
  static final int MAX_PLAINTEXT = 3993;

  /** The size of a browser's secret and of the salt. */
  static final int SECRET = 16;

  private static final int RECORD = 4096;
  private static final int TAG_BITS = 128;
  private static final byte LAST_RECORD = 2;

  private Encryption() {}

  /**
   * The body of the request.
   *
   * @param browser the browser's public key
   * @param secret the browser's secret, 16 bytes
   * @param ephemeral a pair of keys for this message alone
   * @param salt 16 random bytes for this message alone
   */
  static byte[] encrypt(
      byte[] plaintext, ECPublicKey browser, byte[] secret, KeyPair ephemeral, byte[] salt)
      throws GeneralSecurityException {
    byte[] sender = P256.raw((ECPublicKey) ephemeral.getPublic());
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(ephemeral.getPrivate());
    agreement.doPhase(browser, true);
    byte[] info = concat("WebPush: info\0".getBytes(US_ASCII), P256.raw(browser), sender);
    byte[] material = derive(secret, agreement.generateSecret(), info, 32);
    byte[] key = derive(salt, material, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
    byte[] nonce = derive(salt, material, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    byte[] sealed = cipher.doFinal(concat(plaintext, new byte[] {LAST_RECORD}));
    return ByteBuffer.allocate(salt.length + 4 + 1 + sender.length + sealed.length)
        .put(salt)
        .putInt(RECORD)
        .put((byte) sender.length)
        .put(sender)
        .put(sealed)
        .array();
  }

  private static byte[] derive(byte[] salt, byte[] material, byte[] info, int length)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract().addIKM(material).addSalt(salt).thenExpand(info, length));
  }

  private static byte[] concat(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
