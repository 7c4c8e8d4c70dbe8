package dev.tidings.chat.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text taken apart for search.
 *
 * @param words the text without its CJK runs, in lower case and without accents
 * @param runs the runs of CJK characters, in compatibility form
 */
record SearchText(String words, List<String> runs) {

  /** Characters of scripts that write words without spaces. */
  private static final Pattern CJK_RUN =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}ー]+");

  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** What says more than a list of words: a phrase, an exclusion, a choice. */
  private static final Pattern OPERATOR = Pattern.compile("\"|(^|\\s)-\\S|(^|\\s)or(\\s|$)");

  /** Fewer letters begin too many words. */
  private static final int SHORTEST_BEGINNING = 3;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /** Letters that are not a base letter and a mark. */
  private static final Map<String, String> LETTERS =
      Map.of("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ", "oe", "ı", "i");

  SearchText {
    runs = List.copyOf(runs);
  }

  static SearchText of(String text) {
    String composed = Normalizer.normalize(text.replace('\0', ' '), Normalizer.Form.NFKC);
    var runs = new ArrayList<String>();
    String words =
        CJK_RUN
            .matcher(composed)
            .replaceAll(
                run -> {
                  runs.add(run.group());
                  return " ";
                });
    return new SearchText(fold(words), runs);
  }

  /** Lower case, without accents. */
  static String fold(String text) {
    String bare =
        MARKS
            .matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
            .replaceAll("");
    for (var letter : LETTERS.entrySet()) {
      bare = bare.replace(letter.getKey(), letter.getValue());
    }
    return bare;
  }

  /** The pairs of neighbours in the runs, and every character by itself. */
  Set<String> indexed() {
    var terms = new LinkedHashSet<String>();
    for (String run : runs) {
      int[] characters = run.codePoints().toArray();
      for (int i = 0; i < characters.length; i++) {
        terms.add(Character.toString(characters[i]));
        if (i > 0) {
          terms.add(new String(characters, i - 1, 2));
        }
      }
    }
    return terms;
  }

  /** What a document must have to hold the runs: their pairs, or a character that stands alone. */
  Set<String> required() {
    var terms = new LinkedHashSet<String>();
    for (String run : runs) {
      int[] characters = run.codePoints().toArray();
      if (characters.length == 1) {
        terms.add(run);
      }
      for (int i = 1; i < characters.length; i++) {
        terms.add(new String(characters, i - 1, 2));
      }
    }
    return terms;
  }

  /**
   * The words as a query for PostgreSQL in which the last one, and each that ends with an asterisk,
   * also stands for longer ones that begin with it: who types finds before the word is complete.
   * Empty if no word is long enough, or if the text has operators, which mean what they say.
   *
   * @see <a
   *     href="https://www.postgresql.org/docs/current/textsearch-controls.html#TEXTSEARCH-PARSING-QUERIES">
   *     PostgreSQL, to_tsquery</a>
   */
  Optional<String> unfinished() {
    List<String> tokens = tokens();
    if (OPERATOR.matcher(words).find() || tokens.stream().noneMatch(this::isBeginning)) {
      return Optional.empty();
    }
    return Optional.of(
        tokens.stream()
            .map(token -> quoted(token) + (isBeginning(token) ? ":*" : ""))
            .collect(Collectors.joining(" & ")));
  }

  /** What words may begin with to match {@link #unfinished}, as letters and digits alone. */
  Set<String> beginnings() {
    return unfinished().isEmpty()
        ? Set.of()
        : tokens().stream()
            .filter(this::isBeginning)
            .map(token -> Excerpt.words(token).getLast())
            .collect(Collectors.toSet());
  }

  private List<String> tokens() {
    return SPACE.splitAsStream(words).filter(token -> !Excerpt.words(token).isEmpty()).toList();
  }

  private boolean isBeginning(String token) {
    boolean asked = token.endsWith("*") || words.stripTrailing().endsWith(token);
    String last = Excerpt.words(token).getLast();
    return asked && last.codePointCount(0, last.length()) >= SHORTEST_BEGINNING;
  }

  private static String quoted(String token) {
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
