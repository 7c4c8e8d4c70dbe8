package dev.tidings.chat.reaction;

import dev.tidings.platform.problem.ProblemException;

/**
 * Exactly one emoji in its fully-qualified form, so that {@code ❤} with and without a variation
 * selector is one reaction and not two.
 *
 * @see <a href="https://www.unicode.org/reports/tr51/#EBNF_and_Regex">UTS #51, possible emoji</a>
 */
final class Emoji {

  private static final int MAX_UNITS = 64;
  private static final int TEXT_SELECTOR = 0xFE0E;
  private static final int EMOJI_SELECTOR = 0xFE0F;
  private static final int JOINER = 0x200D;
  private static final int KEYCAP = 0x20E3;
  private static final int FLAG = 0x1F3F4;
  private static final int TAG_END = 0xE007F;

  private final int[] bare;
  private int at;

  private Emoji(int[] bare) {
    this.bare = bare;
  }

  /**
   * The fully-qualified form of a text that is one emoji.
   *
   * @throws ProblemException {@code validation-failed} if it is something else
   */
  static String normalized(String text) {
    if (text.length() <= MAX_UNITS) {
      int[] bare =
          text.codePoints().filter(c -> c != TEXT_SELECTOR && c != EMOJI_SELECTOR).toArray();
      if (new Emoji(bare).isOne()) {
        return qualified(bare);
      }
    }
    throw ProblemException.invalid("?emoji", "must be exactly one emoji");
  }

  private boolean isOne() {
    do {
      if (!element()) {
        return false;
      }
    } while (take(JOINER));
    return at == bare.length;
  }

  private boolean element() {
    if (at == bare.length) {
      return false;
    }
    int first = bare[at++];
    if (isKeycapBase(first)) {
      return take(KEYCAP);
    }
    if (isRegional(first)) {
      return at < bare.length && isRegional(bare[at++]);
    }
    if (!Character.isEmoji(first) || Character.isEmojiModifier(first) && at > 1) {
      return false;
    }
    if (at < bare.length && Character.isEmojiModifier(bare[at])) {
      at++;
    }
    return first != FLAG || tags();
  }

  private boolean tags() {
    if (at == bare.length || !isTag(bare[at])) {
      return true;
    }
    while (at < bare.length && isTag(bare[at])) {
      at++;
    }
    return take(TAG_END);
  }

  private boolean take(int codePoint) {
    if (at < bare.length && bare[at] == codePoint) {
      at++;
      return true;
    }
    return false;
  }

  private static String qualified(int[] bare) {
    var text = new StringBuilder();
    for (int i = 0; i < bare.length; i++) {
      text.appendCodePoint(bare[i]);
      boolean isModified = i + 1 < bare.length && Character.isEmojiModifier(bare[i + 1]);
      if (Character.isEmoji(bare[i])
          && !Character.isEmojiPresentation(bare[i])
          && !isModified
          && !isRegional(bare[i])) {
        text.appendCodePoint(EMOJI_SELECTOR);
      }
    }
    return text.toString();
  }

  private static boolean isKeycapBase(int c) {
    return c >= '0' && c <= '9' || c == '#' || c == '*';
  }

  private static boolean isRegional(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }

  private static boolean isTag(int c) {
    return c >= 0xE0020 && c <= 0xE007E;
  }
}
