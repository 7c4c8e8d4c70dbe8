package dev.tidings.chat.message;

import java.util.stream.Collectors;

/**
 * Plain text as HTML that is safe to put into a page: everything is escaped, blank lines separate
 * paragraphs, other line breaks are {@code <br>}. Markdown is not rendered yet.
 */
public final class HtmlText {

  private HtmlText() {}

  /** Renders a text. */
  public static String render(String text) {
    return text.replace("\r\n", "\n")
        .replace('\r', '\n')
        .lines()
        .map(line -> line.isBlank() ? "" : line)
        .collect(Collectors.joining("\n"))
        .transform(HtmlText::escape)
        .transform(escaped -> "<p>" + escaped.replaceAll("\n{2,}", "</p><p>") + "</p>")
        .replace("\n", "<br>");
  }

  private static String escape(String text) {
    var escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
