package dev.tidings.chat.mention;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code @somebody} tokens of a text. User ids come from the host's identity provider and may
 * contain dots, hyphens, at-signs and any script, so a text alone doesn't say where an id ends: a
 * token offers every prefix that could be one, and the longest that names a member wins.
 *
 * <ul>
 *   <li>A token begins with {@code @} at the start of the text or after a character that is no
 *       letter, digit, mark, {@code _}, {@code .}, {@code +}, {@code -} or {@code @}: so the at-sign
 *       of an e-mail address begins none.
 *   <li>It goes on to the next white space, at most 200 characters.
 *   <li>An id may end before anything but a letter, digit, mark or {@code _}, and not before {@code
 *       . + - @ :} if one of those follows that: {@code @bob.} names bob, {@code @bob.smith} and
 *       {@code @bobby} don't. Scripts that are written without spaces may follow directly: {@code
 *       @bob你好} names bob.
 *   <li>Only the first 100 tokens of a text count.
 * </ul>
 */
public final class MentionTokens {

  private static final int MAX_TOKENS = 100;
  private static final int MAX_ID_LENGTH = 200;
  private static final String JOINERS = ".+-@:";

  /** Of each token the ids that it may stand for, the longest first. */
  private final List<List<String>> tokens;

  private MentionTokens(List<List<String>> tokens) {
    this.tokens = tokens;
  }

  /** Reads a text. */
  public static MentionTokens of(String text) {
    var tokens = new ArrayList<List<String>>();
    for (int at = text.indexOf('@');
        at >= 0 && tokens.size() < MAX_TOKENS;
        at = text.indexOf('@', at + 1)) {
      if (at == 0 || !joinsAddress(text.codePointBefore(at))) {
        List<String> ids = idsFrom(text, at + 1);
        if (!ids.isEmpty()) {
          tokens.add(ids);
        }
      }
    }
    return new MentionTokens(tokens);
  }

  /** Every id that a token of the text may stand for. */
  public Set<String> candidates() {
    var candidates = new LinkedHashSet<String>();
    tokens.forEach(candidates::addAll);
    return candidates;
  }

  /**
   * Whom the text mentions, each once, in the order of the first mention.
   *
   * @param members those of the candidates that are members
   */
  public List<String> resolve(Set<String> members) {
    var mentioned = new LinkedHashSet<String>();
    for (List<String> ids : tokens) {
      ids.stream().filter(members::contains).findFirst().ifPresent(mentioned::add);
    }
    return List.copyOf(mentioned);
  }

  /**
   * Whether the text mentions everybody, and how; {@code @room} includes {@code @here}. A member
   * whose id is such a word is meant by it before everybody is.
   *
   * @param members those of the candidates that are members
   */
  public Optional<RoomMention> everybody(Set<String> members) {
    return tokens.stream()
        .filter(ids -> ids.stream().noneMatch(members::contains))
        .flatMap(List::stream)
        .map(RoomMention::ofWord)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }

  private static List<String> idsFrom(String text, int start) {
    var ids = new ArrayList<String>();
    int end = start;
    while (end < text.length() && end - start < MAX_ID_LENGTH) {
      int codePoint = text.codePointAt(end);
      if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
        break;
      }
      end += Character.charCount(codePoint);
      if (mayEnd(text, end)) {
        ids.addFirst(text.substring(start, end));
      }
    }
    return ids;
  }

  private static boolean mayEnd(String text, int end) {
    if (end == text.length()) {
      return true;
    }
    int next = text.codePointAt(end);
    if (isWord(next)) {
      return isWrittenWithoutSpaces(next) && !isWrittenWithoutSpaces(text.codePointBefore(end));
    }
    int afterNext = end + Character.charCount(next);
    return JOINERS.indexOf(next) < 0
        || afterNext == text.length()
        || !isWord(text.codePointAt(afterNext));
  }

  private static boolean joinsAddress(int codePoint) {
    return isWord(codePoint) && !isWrittenWithoutSpaces(codePoint)
        || ".+-@".indexOf(codePoint) >= 0;
  }

  private static boolean isWord(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> Character.isLetterOrDigit(codePoint) || codePoint == '_';
    };
  }

  private static boolean isWrittenWithoutSpaces(int codePoint) {
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }
}
