package dev.tidings.gateway.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a client holds: the ticket's id and the key to what is stored under it.
 *
 * @param id 16 random bytes in hexadecimal, known to the replicas
 * @param key 16 random bytes, known to the client alone
 * @see <a href="https://doi.org/10.6028/NIST.SP.800-38D">NIST SP 800-38D, GCM</a>
 */
record TicketSecret(String id, byte[] key) {

  private static final int BYTES = 16;
  private static final int TAG_BITS = 128;

  /** A key seals one text in its life, so the nonce need not be another each time. */
  private static final byte[] NONCE = new byte[12];

  /** A new one. */
  static TicketSecret draw(SecureRandom random) {
    byte[] id = new byte[BYTES];
    byte[] key = new byte[BYTES];
    random.nextBytes(id);
    random.nextBytes(key);
    return new TicketSecret(HexFormat.of().formatHex(id), key);
  }

  /** Reads what a client shows; empty if it is no ticket. */
  static Optional<TicketSecret> parse(String ticket) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(ticket);
      return bytes.length == 2 * BYTES
          ? Optional.of(
              new TicketSecret(
                  HexFormat.of().formatHex(bytes, 0, BYTES),
                  Arrays.copyOfRange(bytes, BYTES, 2 * BYTES)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What the client gets: 43 characters that may stand in an address. */
  String text() {
    byte[] bytes = Arrays.copyOf(HexFormat.of().parseHex(id), 2 * BYTES);
    System.arraycopy(key, 0, bytes, BYTES, BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The token, unreadable without the key. */
  byte[] seal(String token) {
    try {
      return cipher(Cipher.ENCRYPT_MODE).doFinal(token.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not available", e);
    }
  }

  /** The token again; empty if it was sealed with another key. */
  Optional<String> open(byte[] sealed) {
    try {
      return Optional.of(new String(cipher(Cipher.DECRYPT_MODE).doFinal(sealed), UTF_8));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
    cipher.updateAAD(id.getBytes(UTF_8));
    return cipher;
  }

  @Override
  public String toString() {
    return "TicketSecret[id=" + id + "]";
  }
}
