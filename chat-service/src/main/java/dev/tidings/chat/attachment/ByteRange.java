package dev.tidings.chat.attachment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a content are wanted.
 *
 * @param from the first, counted from 0
 * @param length how many
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, range requests</a>
 */
record ByteRange(long from, long length) {

  private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,15})-([0-9]{0,15})");

  /** What a header asks for. */
  sealed interface Asked {

    /** All of it: no range, several, or one that is not understood. */
    record Everything() implements Asked {}

    /** A part. */
    record Part(ByteRange range) implements Asked {}

    /** Nothing of the content is in it. */
    record Nothing() implements Asked {}
  }

  /**
   * Reads the header {@code Range}.
   *
   * @param header null if there is none
   */
  static Asked of(String header, long size) {
    Matcher one = ONE.matcher(header == null ? "" : header.replace(" ", ""));
    if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
      return new Asked.Everything();
    }
    if (one.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(one.group(2)), size);
      return last == 0 ? new Asked.Nothing() : new Asked.Part(new ByteRange(size - last, last));
    }
    long from = Long.parseLong(one.group(1));
    long end = one.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(one.group(2)), size - 1);
    if (from >= size) {
      return new Asked.Nothing();
    }
    return end < from
        ? new Asked.Everything()
        : new Asked.Part(new ByteRange(from, end - from + 1));
  }

  long last() {
    return from + length - 1;
  }
}
