package dev.tidings.chat.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the part of a text around its first match and marks what matches. */
final class Excerpt {

  /** What the index takes for a word, nearly: enough to say which words to mark. */
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  private static final int BEFORE = 60;
  private static final int AFTER = 180;

  private Excerpt() {}

  /** The words of a text. */
  static List<String> words(String text) {
    var words = new ArrayList<String>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
    return words;
  }

  /**
   * The excerpt as safe HTML.
   *
   * @param matches whether a word of the text is one that was looked for
   * @param parts what was looked for inside runs of characters without spaces
   */
  static String of(String text, Predicate<String> matches, Set<String> parts) {
    var marks = new TreeMap<Integer, Integer>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      if (matches.test(word.group())) {
        marks.merge(word.start(), word.end(), Math::max);
      }
    }
    addParts(marks, text, parts);
    int first = marks.isEmpty() ? 0 : marks.firstKey();
    int start = boundary(text, Math.max(0, first - BEFORE));
    int end = boundary(text, Math.min(text.length(), first + AFTER));
    var html = new StringBuilder();
    html.append(start > 0 ? "…" : "");
    int done = start;
    for (var mark : marks.entrySet()) {
      int from = Math.max(done, mark.getKey());
      int to = Math.min(end, mark.getValue());
      if (from < to) {
        escape(html, text, done, from);
        html.append("<mark>");
        escape(html, text, from, to);
        html.append("</mark>");
        done = to;
      }
    }
    escape(html, text, done, end);
    return html.append(end < text.length() ? "…" : "").toString();
  }

  /** Neighbouring parts overlap; together they are one mark. */
  private static void addParts(
      TreeMap<Integer, Integer> marks, String text, Collection<String> parts) {
    for (String part : parts) {
      for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
        int start = at;
        int end = at + part.length();
        var before = marks.floorEntry(end);
        while (before != null && before.getValue() >= start) {
          start = Math.min(start, before.getKey());
          end = Math.max(end, before.getValue());
          marks.remove(before.getKey());
          before = marks.floorEntry(end);
        }
        marks.put(start, end);
      }
    }
  }

  private static int boundary(String text, int index) {
    return index > 0 && index < text.length() && Character.isLowSurrogate(text.charAt(index))
        ? index - 1
        : index;
  }

  private static void escape(StringBuilder html, String text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
  }
}
