package dev.tidings.analytics.hit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * Values that come again and again, by the form in which they come: pages, browsers, countries. One
 * object stands for all that look the same, so that they are read once and take up the room of one.
 *
 * <p>What falls on the same place drives out what was there: there are never more than the places.
 * Safe for use by several threads, which may each read a value that both miss.
 *
 * @param <T> never changes
 */
final class Known<T> {

  private static final int PLACES = 1 << 12;

  /** Longer ones seldom come again. */
  private static final int LONGEST = 512;

  private final Reading<T> reading;
  private final Entry<?>[] entries = new Entry<?>[PLACES];

  Known(Reading<T> reading) {
    this.reading = reading;
  }

  /** Reads a value. */
  @FunctionalInterface
  interface Reading<T> {
    T read(String form);
  }

  /** The value of a form that is a part of an array. */
  T of(char[] chars, int from, int length) {
    if (length > LONGEST) {
      return reading.read(new String(chars, from, length));
    }
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + chars[i];
    }
    Entry<T> entry = at(hash);
    if (entry != null
        && Arrays.equals(entry.form, 0, entry.form.length, chars, from, from + length)) {
      return entry.value;
    }
    return put(hash, Arrays.copyOfRange(chars, from, from + length));
  }

  /** The value of a form that is a part of an array; what reads it gets a character for a byte. */
  T of(byte[] bytes, int from, int length) {
    if (length > LONGEST) {
      return reading.read(new String(bytes, from, length, ISO_8859_1));
    }
    int hash = 0;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + (bytes[i] & 0xff);
    }
    Entry<T> entry = at(hash);
    if (entry != null && entry.isOf(bytes, from, length)) {
      return entry.value;
    }
    return put(hash, new String(bytes, from, length, ISO_8859_1).toCharArray());
  }

  @SuppressWarnings("unchecked")
  private Entry<T> at(int hash) {
    return (Entry<T>) entries[place(hash)];
  }

  private T put(int hash, char[] form) {
    var entry = new Entry<>(form, reading.read(new String(form)));
    entries[place(hash)] = entry;
    return entry.value;
  }

  private static int place(int hash) {
    return (hash ^ hash >>> 12) & PLACES - 1;
  }

  /** Never changes, so that no thread sees a half of it. */
  private record Entry<T>(char[] form, T value) {

    boolean isOf(byte[] bytes, int from, int length) {
      if (form.length != length) {
        return false;
      }
      for (int i = 0; i < length; i++) {
        if (form[i] != (bytes[from + i] & 0xff)) {
          return false;
        }
      }
      return true;
    }
  }
}
