package dev.tidings.charts.configuration;

import java.util.Map;

/** Turns a comment of the sources into a line of Markdown. */
final class Javadoc {

  private static final Map<String, String> MARKUP =
      Map.of("<p>", " ", "<code>", "`", "</code>", "`", "&lt;", "<", "&gt;", ">", "&amp;", "&");

  private Javadoc() {}

  static String toMarkdown(String comment) {
    String text = comment == null ? "" : comment;
    int tags = text.indexOf("\n @");
    if (tags >= 0) {
      text = text.substring(0, tags);
    }
    text = text.replaceAll("\\s+", " ").strip();
    for (Map.Entry<String, String> each : MARKUP.entrySet()) {
      text = text.replace(each.getKey(), each.getValue());
    }
    return withoutTags(text).replace("|", "\\|").replaceAll(" +", " ").strip();
  }

  /** {@code {@code x}} and {@code {@link x}} as code; braces inside belong to it. */
  private static String withoutTags(String text) {
    var markdown = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (!text.startsWith("{@", at)) {
        markdown.append(text.charAt(at++));
        continue;
      }
      int end = closing(text, at);
      String[] tag = text.substring(at + 2, end).split(" ", 2);
      markdown
          .append('`')
          .append(tag.length < 2 ? "" : tag[1].replace("#", "").replace("()", ""))
          .append('`');
      at = end + 1;
    }
    return markdown.toString();
  }

  private static int closing(String text, int opening) {
    int depth = 0;
    for (int i = opening; i < text.length(); i++) {
      depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("A tag without an end: " + text);
  }
}
