package dev.tidings.bench.measure;

import java.util.Arrays;

/**
 * What a message says about itself, as plain ASCII that survives being quoted, escaped and wrapped:
 * a marker, then hexadecimal numbers of fixed width. The rest of the payload is padding.
 *
 * <pre>~tb1~ run(8) channel(4) sequence(8) sent(16) due(16) phase(1) ~</pre>
 */
final class Stamp {

  /** How long a stamp is. */
  static final int LENGTH = 59;

  private static final byte[] MARKER = {'~', 't', 'b', '1', '~'};
  private static final int RUN = MARKER.length;
  private static final int CHANNEL = RUN + 8;
  private static final int SEQUENCE = CHANNEL + 4;
  private static final int SENT = SEQUENCE + 8;
  private static final int DUE = SENT + 16;
  private static final int PHASE = DUE + 16;
  private static final int END = PHASE + 1;

  private static final byte TIMED = 't';
  private static final byte WARM_UP = 'w';
  private static final byte PADDING = 'x';
  private static final byte[] DIGITS = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };
  private static final byte[] VALUES = values();

  private Stamp() {}

  /** A payload of some bytes in all, at least {@link #LENGTH}. */
  static byte[] payload(
      int size, int run, int channel, int sequence, long sent, long due, boolean timed) {
    byte[] payload = new byte[size];
    Arrays.fill(payload, LENGTH, size, PADDING);
    System.arraycopy(MARKER, 0, payload, 0, MARKER.length);
    write(payload, RUN, 8, run);
    write(payload, CHANNEL, 4, channel);
    write(payload, SEQUENCE, 8, sequence);
    write(payload, SENT, 16, sent);
    write(payload, DUE, 16, due);
    payload[PHASE] = timed ? TIMED : WARM_UP;
    payload[END] = '~';
    return payload;
  }

  /** Where the next marker begins, looking at {@code hint} first; -1 if there is none. */
  static int find(byte[] bytes, int from, int to, int hint) {
    if (hint >= from && isMarker(bytes, hint, to)) {
      return hint;
    }
    for (int at = from; at <= to - MARKER.length; at++) {
      if (bytes[at] == '~' && isMarker(bytes, at, to)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean isMarker(byte[] bytes, int at, int to) {
    return at + MARKER.length <= to
        && bytes[at] == '~'
        && bytes[at + 1] == 't'
        && bytes[at + 2] == 'b'
        && bytes[at + 3] == '1'
        && bytes[at + 4] == '~';
  }

  /** Whether the stamp at a marker is whole and made of what it has to be made of. */
  static boolean isReadable(byte[] bytes, int at, int to) {
    if (to - at < LENGTH || bytes[at + END] != '~') {
      return false;
    }
    int digits = 0;
    for (int i = RUN; i < PHASE; i++) {
      digits |= VALUES[bytes[at + i] & 0xff];
    }
    byte phase = bytes[at + PHASE];
    return digits >= 0 && (phase == TIMED || phase == WARM_UP);
  }

  static int run(byte[] bytes, int at) {
    return (int) read(bytes, at + RUN, 8);
  }

  static int channel(byte[] bytes, int at) {
    return (int) read(bytes, at + CHANNEL, 4);
  }

  static int sequence(byte[] bytes, int at) {
    return (int) read(bytes, at + SEQUENCE, 8);
  }

  static long sent(byte[] bytes, int at) {
    return read(bytes, at + SENT, 16);
  }

  static long due(byte[] bytes, int at) {
    return read(bytes, at + DUE, 16);
  }

  static boolean isTimed(byte[] bytes, int at) {
    return bytes[at + PHASE] == TIMED;
  }

  private static void write(byte[] bytes, int at, int digits, long value) {
    for (int i = digits - 1; i >= 0; i--) {
      bytes[at + i] = DIGITS[(int) value & 0xf];
      value >>>= 4;
    }
  }

  private static long read(byte[] bytes, int at, int digits) {
    long value = 0;
    for (int i = 0; i < digits; i++) {
      value = value << 4 | VALUES[bytes[at + i] & 0xff];
    }
    return value;
  }

  /** Of each byte its value as a digit; negative if it is none. */
  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < DIGITS.length; i++) {
      values[DIGITS[i]] = (byte) i;
    }
    return values;
  }
}
