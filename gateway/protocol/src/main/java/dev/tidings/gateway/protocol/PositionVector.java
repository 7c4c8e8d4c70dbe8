package dev.tidings.gateway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.event.Channel;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The positions of many channels as one short text of URL-safe characters, such as a stream's
 * {@code Last-Event-ID}. Opaque to clients.
 *
 * <p>Form: base64url without padding of: version; the epochs, each once; the entries. An entry is
 * 48 bits of the channel's 64-bit FNV-1a hash, the epoch's index, and the offsets as zigzag
 * varints. So a channel costs about a dozen characters, whatever its name is. Two channels of one
 * vector that have the same 48 bits (one vector in billions) are both left out: whoever resumes is
 * told to load fresh state instead of being given the other's position.
 *
 * @see <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV</a>
 */
public final class PositionVector {

  /** The longest text that is read, in characters: some 2,000 channels. */
  public static final int MAX_LENGTH = 32_768;

  private static final int VERSION = 1;
  private static final int HASH_BYTES = 6;
  private static final int MAX_EPOCH_LENGTH = 64;
  private static final int MAX_LOGS = 17;
  private static final int VARINT_BITS = 7;
  private static final int VARINT_MORE = 0x80;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final Map<Long, Position> positions;

  private PositionVector(Map<Long, Position> positions) {
    this.positions = positions;
  }

  /** The vector of these positions. */
  public static PositionVector of(Map<Channel, Position> positions) {
    var byHash = new LinkedHashMap<Long, Position>();
    var ambiguous = new ArrayList<Long>();
    positions.forEach(
        (channel, position) -> {
          if (byHash.put(hash(channel), position) != null) {
            ambiguous.add(hash(channel));
          }
        });
    ambiguous.forEach(byHash::remove);
    return new PositionVector(byHash);
  }

  /** The position of a channel; null if the vector has none. */
  public Position of(Channel channel) {
    return positions.get(hash(channel));
  }

  /** How many channels have a position. */
  public int size() {
    return positions.size();
  }

  /** The text form. */
  public String encode() {
    var epochs = new LinkedHashMap<String, Integer>();
    positions.values().forEach(each -> epochs.putIfAbsent(each.epoch(), epochs.size()));
    var out = new ByteArrayOutputStream(positions.size() * 12 + 32);
    out.writeBytes(head(epochs.keySet()));
    varint(out, positions.size());
    positions.forEach(
        (hash, position) -> out.writeBytes(entry(hash, epochs.get(position.epoch()), position)));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
  }

  /** What comes before the number of entries. */
  static byte[] head(Collection<String> epochs) {
    var out = new ByteArrayOutputStream();
    out.write(VERSION);
    varint(out, epochs.size());
    for (String epoch : epochs) {
      byte[] bytes = epoch.getBytes(UTF_8);
      varint(out, bytes.length);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  /** One channel's part. */
  static byte[] entry(long hash, int epoch, Position position) {
    var out = new ByteArrayOutputStream(HASH_BYTES + 2 + 10 * (1 + position.also().size()));
    for (int i = HASH_BYTES - 1; i >= 0; i--) {
      out.write((int) (hash >>> i * Byte.SIZE));
    }
    varint(out, epoch);
    varint(out, 1 + position.also().size());
    varint(out, zigzag(position.offset()));
    position.also().forEach(offset -> varint(out, zigzag(offset)));
    return out.toByteArray();
  }

  static byte[] varint(long value) {
    var out = new ByteArrayOutputStream();
    varint(out, value);
    return out.toByteArray();
  }

  /** Reads the text form; empty if the text is none, whatever it is. */
  public static Optional<PositionVector> decode(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH || !isBase64(text)) {
      return Optional.empty();
    }
    try {
      ByteBuffer in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (in.get() != VERSION) {
        return Optional.empty();
      }
      List<String> epochs = epochs(in);
      var positions = new HashMap<Long, Position>();
      for (long left = varint(in); left > 0; left--) {
        long hash = hash(in);
        positions.put(hash, position(in, epochs));
      }
      return in.hasRemaining() ? Optional.empty() : Optional.of(new PositionVector(positions));
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static boolean isBase64(String text) {
    return text.chars().allMatch(character -> ALPHABET.indexOf(character) >= 0);
  }

  private static List<String> epochs(ByteBuffer in) {
    var epochs = new ArrayList<String>();
    for (long left = varint(in); left > 0; left--) {
      long length = varint(in);
      if (length > MAX_EPOCH_LENGTH) {
        throw new IllegalArgumentException("an epoch is short");
      }
      byte[] bytes = new byte[(int) length];
      in.get(bytes);
      epochs.add(new String(bytes, UTF_8));
    }
    return epochs;
  }

  private static Position position(ByteBuffer in, List<String> epochs) {
    String epoch = epochs.get(Math.toIntExact(varint(in)));
    long logs = varint(in);
    if (logs < 1 || logs > MAX_LOGS) {
      throw new IllegalArgumentException("a position has an offset for each log");
    }
    var offsets = new ArrayList<Long>();
    for (long left = logs; left > 0; left--) {
      long raw = varint(in);
      offsets.add(raw >>> 1 ^ -(raw & 1));
    }
    return new Position(epoch, offsets.getFirst(), offsets.subList(1, offsets.size()));
  }

  private static long hash(ByteBuffer in) {
    long hash = 0;
    for (int i = 0; i < HASH_BYTES; i++) {
      hash = hash << Byte.SIZE | in.get() & 0xff;
    }
    return hash;
  }

  /** The 64 bits folded to 48, as FNV's authors advise. */
  static long hash(Channel channel) {
    long hash = FNV_OFFSET;
    for (byte each : channel.value().getBytes(UTF_8)) {
      hash = (hash ^ each & 0xff) * FNV_PRIME;
    }
    int bits = HASH_BYTES * Byte.SIZE;
    return (hash >>> bits ^ hash) & (1L << bits) - 1;
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> Long.SIZE - 1;
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & -VARINT_MORE) != 0) {
      out.write((int) (rest | VARINT_MORE));
      rest >>>= VARINT_BITS;
    }
    out.write((int) rest);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += VARINT_BITS) {
      byte next = in.get();
      value |= (next & ~(long) VARINT_MORE & 0xff) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number has at most 64 bits");
  }
}
