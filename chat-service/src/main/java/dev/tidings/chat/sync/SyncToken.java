package dev.tidings.chat.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.chat.directory.Caller;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * How far a client's state goes, opaque to clients and of one length however many rooms there are.
 * It carries no rights, only numbers; the checksum tells those of somebody else and typing errors.
 *
 * @param epoch of which history of transactions the numbers are
 * @param since everything that transactions below it have changed is known; 0: nothing is
 * @param until what will be known at the end of the present round
 * @param after the round goes on with the rooms behind this one; null: it has not begun
 * @param at when the round began, or the one before if none has
 */
record SyncToken(long epoch, long since, long until, UUID after, Instant at) {

  private static final byte VERSION = 1;
  private static final int BODY = 1 + 8 + 8 + 8 + 16 + 8;
  private static final int CHECK = 8;
  private static final UUID NONE = new UUID(0, 0);

  String encode(Caller caller) {
    UUID place = after == null ? NONE : after;
    ByteBuffer body =
        ByteBuffer.allocate(BODY + CHECK)
            .put(VERSION)
            .putLong(epoch)
            .putLong(since)
            .putLong(until)
            .putLong(place.getMostSignificantBits())
            .putLong(place.getLeastSignificantBits())
            .putLong(at.toEpochMilli());
    body.put(check(caller, body.array()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(body.array());
  }

  /** Reads what the caller handed in; empty if it is no token of theirs. */
  static Optional<SyncToken> decode(Caller caller, String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length != BODY + CHECK
          || bytes[0] != VERSION
          || !Arrays.equals(check(caller, bytes), Arrays.copyOfRange(bytes, BODY, BODY + CHECK))) {
        return Optional.empty();
      }
      ByteBuffer body = ByteBuffer.wrap(bytes, 1, BODY - 1);
      long epoch = body.getLong();
      long since = body.getLong();
      long until = body.getLong();
      UUID place = new UUID(body.getLong(), body.getLong());
      Instant at = Instant.ofEpochMilli(body.getLong());
      return Optional.of(new SyncToken(epoch, since, until, place.equals(NONE) ? null : place, at));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] check(Caller caller, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((caller.workspace() + "\0" + caller.id() + "\0").getBytes(UTF_8));
      digest.update(body, 0, BODY);
      return Arrays.copyOf(digest.digest(), CHECK);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
