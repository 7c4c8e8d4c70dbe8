package dev.tidings.bench.tidings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The last position that a frame had. Every delivery sets it, so it is cut out of the frame's bytes
 * without parsing the frame, into the same array each time.
 */
final class LastPosition {

  private static final byte[] NAME = "\"position\":".getBytes(UTF_8);

  private byte[] json = new byte[64];
  private int length;

  boolean isEmpty() {
    return length == 0;
  }

  void set(String value) {
    json = value.getBytes(UTF_8);
    length = json.length;
  }

  /** Takes the last position in a frame, if there is any. */
  void takeFrom(byte[] bytes, int from, int to) {
    for (int at = to - NAME.length; at >= from; at--) {
      if (bytes[at] == '"' && Arrays.equals(bytes, at, at + NAME.length, NAME, 0, NAME.length)) {
        int begin = at + NAME.length;
        int end = endOfValue(bytes, begin, to);
        if (json.length < end - begin) {
          json = new byte[2 * (end - begin)];
        }
        System.arraycopy(bytes, begin, json, 0, end - begin);
        length = end - begin;
        return;
      }
    }
  }

  private static int endOfValue(byte[] bytes, int begin, int to) {
    int depth = 0;
    boolean quoted = false;
    for (int at = begin; at < to; at++) {
      byte each = bytes[at];
      if (quoted) {
        if (each == '\\') {
          at++;
        } else if (each == '"') {
          quoted = false;
        }
      } else if (each == '"') {
        quoted = true;
      } else if (each == '{' || each == '[') {
        depth++;
      } else if (each == '}' || each == ']') {
        if (depth == 0) {
          return at;
        }
        depth--;
      } else if (each == ',' && depth == 0) {
        return at;
      }
    }
    return to;
  }

  @Override
  public String toString() {
    return new String(json, 0, length, UTF_8);
  }
}
