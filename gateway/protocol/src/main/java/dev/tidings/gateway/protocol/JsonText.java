package dev.tidings.gateway.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * A JSON text in the making, as UTF-8. There is one for each event and each answer, often on a
 * thread that lives for that alone, so it is no more than an array that grows; a general writer
 * brings several kilobytes of buffers along. Commas come by themselves.
 */
final class JsonText {

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(ISO_8859_1);
  private static final byte[] NULL = "null".getBytes(ISO_8859_1);
  private static final int FIRST_PRINTABLE = 0x20;
  private static final int FIRST_BEYOND_ASCII = 0x80;

  /** The longest escape of one character. */
  private static final int ESCAPE = 6;

  private byte[] bytes;
  private int length;

  /** Whether a value stands before the place that is written to, so that a comma has to follow. */
  private boolean follows;

  /**
   * @param size how long it is going to be, about
   */
  JsonText(int size) {
    bytes = new byte[size];
  }

  /** The text so far. */
  byte[] toBytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  JsonText beginObject() {
    return begin('{');
  }

  JsonText endObject() {
    return end('}');
  }

  JsonText beginArray() {
    return begin('[');
  }

  JsonText endArray() {
    return end(']');
  }

  /** A field's name, which is a word of ours and needs no escape; its value is to follow. */
  JsonText name(String name) {
    separate(name.length() + 3);
    bytes[length++] = '"';
    plain(name);
    bytes[length++] = '"';
    bytes[length++] = ':';
    follows = false;
    return this;
  }

  JsonText field(String name, String value) {
    return name(name).string(value);
  }

  JsonText field(String name, long value) {
    return name(name).number(value);
  }

  JsonText field(String name, boolean value) {
    return name(name).word(value ? "true" : "false");
  }

  JsonText string(String value) {
    separate(value.length() + 2);
    bytes[length++] = '"';
    characters(value);
    return quote();
  }

  /** A string of two parts with a colon between them. */
  JsonText string(String first, String second) {
    separate(first.length() + second.length() + 3);
    bytes[length++] = '"';
    characters(first);
    room(1);
    bytes[length++] = ':';
    characters(second);
    return quote();
  }

  JsonText number(long value) {
    return word(Long.toString(value));
  }

  /** One JSON value as it is; nothing is {@code null}. */
  JsonText raw(byte[] json) {
    byte[] value = json.length == 0 ? NULL : json;
    separate(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    follows = true;
    return this;
  }

  /** Whatever a tree says. */
  JsonText tree(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> {
        beginObject();
        node.properties()
            .forEach(
                field -> {
                  string(field.getKey());
                  room(1);
                  bytes[length++] = ':';
                  follows = false;
                  tree(field.getValue());
                });
        endObject();
      }
      case ARRAY -> {
        beginArray();
        node.forEach(this::tree);
        endArray();
      }
      case STRING -> string(node.textValue());
      default -> raw(node.toString().getBytes(UTF_8));
    }
    return this;
  }

  private JsonText begin(char bracket) {
    separate(1);
    bytes[length++] = (byte) bracket;
    follows = false;
    return this;
  }

  private JsonText end(char bracket) {
    room(1);
    bytes[length++] = (byte) bracket;
    follows = true;
    return this;
  }

  private JsonText quote() {
    room(1);
    bytes[length++] = '"';
    follows = true;
    return this;
  }

  private JsonText word(String word) {
    separate(word.length());
    plain(word);
    follows = true;
    return this;
  }

  private void separate(int more) {
    room(more + 1);
    if (follows) {
      bytes[length++] = ',';
    }
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length + (bytes.length >> 1)));
    }
  }

  /** ASCII without anything to escape; there is room. */
  @SuppressWarnings("deprecation") // the one that copies bytes and looks at nothing
  private void plain(String text) {
    text.getBytes(0, text.length(), bytes, length);
    length += text.length();
  }

  private void characters(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each < FIRST_PRINTABLE || each >= FIRST_BEYOND_ASCII || each == '"' || each == '\\') {
        unusual(text, i);
        return;
      }
      bytes[length++] = (byte) each;
    }
  }

  /** What has anything to escape or to encode, from there on. */
  private void unusual(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char each = text.charAt(i);
      room(ESCAPE);
      switch (each) {
        case '"', '\\' -> escape(each);
        case '\b' -> escape('b');
        case '\t' -> escape('t');
        case '\n' -> escape('n');
        case '\f' -> escape('f');
        case '\r' -> escape('r');
        default -> {
          if (each >= FIRST_PRINTABLE && each < FIRST_BEYOND_ASCII) {
            bytes[length++] = (byte) each;
          } else if (each < FIRST_PRINTABLE || isHalf(text, i)) {
            escape(each, 'u');
          } else {
            int end = Character.isHighSurrogate(each) ? i + 2 : i + 1;
            byte[] utf8 = text.substring(i, end).getBytes(UTF_8);
            System.arraycopy(utf8, 0, bytes, length, utf8.length);
            length += utf8.length;
            i = end - 1;
          }
        }
      }
    }
  }

  /** Whether half of a pair stands there alone, which is no character and has no UTF-8. */
  private static boolean isHalf(String text, int at) {
    return Character.isSurrogate(text.charAt(at))
        && !(at + 1 < text.length()
            && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1)));
  }

  private void escape(char letter) {
    bytes[length++] = '\\';
    bytes[length++] = (byte) letter;
  }

  private void escape(char each, char letter) {
    escape(letter);
    for (int shift = 12; shift >= 0; shift -= 4) {
      bytes[length++] = HEX[each >> shift & 15];
    }
  }
}
