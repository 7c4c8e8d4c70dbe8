package dev.tidings.chat.attachment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes texts of links that nobody else can make, and reads them. A text holds the link and its
 * HMAC with SHA-256, which is checked before anything else is looked at.
 */
final class LinkSignature {

  private static final byte VERSION = 1;
  private static final int HEAD = 1 + 1 + 16 + 8 + 2;
  private static final int CHECK = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  LinkSignature(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  String sign(FileLink link) {
    byte[] workspace = link.workspace().getBytes(UTF_8);
    byte[] user = link.userId().getBytes(UTF_8);
    ByteBuffer text = ByteBuffer.allocate(HEAD + workspace.length + user.length + CHECK);
    text.put(VERSION).put((byte) link.file().ordinal());
    text.putLong(link.attachmentId().getMostSignificantBits());
    text.putLong(link.attachmentId().getLeastSignificantBits());
    text.putLong(link.until().getEpochSecond());
    text.putShort((short) workspace.length).put(workspace).put(user);
    text.put(check(text.array(), text.position()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.array());
  }

  /** The link that a text holds, if it was made with this key and is not over. */
  Optional<FileLink> verify(String text, Instant now) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      int body = bytes.length - CHECK;
      if (body < HEAD
          || !MessageDigest.isEqual(
              check(bytes, body), Arrays.copyOfRange(bytes, body, bytes.length))
          || bytes[0] != VERSION) {
        return Optional.empty();
      }
      return Optional.of(read(ByteBuffer.wrap(bytes, 1, body - 1)))
          .filter(link -> link.until().isAfter(now));
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static FileLink read(ByteBuffer text) {
    FileLink.File file = FileLink.File.values()[text.get()];
    var id = new UUID(text.getLong(), text.getLong());
    Instant until = Instant.ofEpochSecond(text.getLong());
    byte[] workspace = new byte[text.getShort()];
    text.get(workspace);
    byte[] user = new byte[text.remaining()];
    text.get(user);
    return new FileLink(file, id, new String(workspace, UTF_8), new String(user, UTF_8), until);
  }

  private byte[] check(byte[] text, int length) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update(text, 0, length);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC with SHA-256", e);
    }
  }
}
