package dev.tidings.chat.message;

import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.safety.Safelist;

/**
 * A message's Markdown as HTML that is safe to put into a page. Of <a
 * href="https://spec.commonmark.org/0.31.2/">CommonMark</a> it knows emphasis, code, quotes, lists
 * and links, and strikethrough besides; a line break is one, as people expect in a chat. Everything
 * else, HTML above all, is text.
 *
 * <p>Two walls: the renderer escapes all text and refuses addresses of other schemes, and what it
 * makes passes through a list of allowed elements and attributes. Links name neither the page that
 * they are on nor give the new page a hold of it.
 */
public final class HtmlText {

  private static final int MAX_NESTED_BLOCKS = 16;

  private static final List<Extension> EXTENSIONS =
      List.of(AutolinkExtension.create(), StrikethroughExtension.create());

  private static final Parser PARSER =
      Parser.builder()
          .extensions(EXTENSIONS)
          .enabledBlockTypes(Set.of(BlockQuote.class, FencedCodeBlock.class, ListBlock.class))
          .maxOpenBlockParsers(MAX_NESTED_BLOCKS)
          .build();

  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .sanitizeUrls(true)
          .omitSingleParagraphP(false)
          .softbreak("<br>")
          .build();

  private static final Safelist ALLOWED =
      new Safelist()
          .addTags(
              "p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a")
          .addAttributes("a", "href", "title")
          .addAttributes("code", "class")
          .addAttributes("ol", "start")
          .addProtocols("a", "href", "http", "https", "mailto")
          .addEnforcedAttribute("a", "rel", "noopener noreferrer nofollow ugc")
          .addEnforcedAttribute("a", "target", "_blank");

  /** What stands between words and means nothing to Markdown or HTML. */
  private static final String HARMLESS = " ,;?'";

  private HtmlText() {}

  /** Renders a text. */
  public static String render(String text) {
    return isPlain(text) ? "<p>" + text + "</p>" : rendered(text);
  }

  /**
   * Whether a text is nothing but words in one line, none of which can be markup, an address, or
   * the beginning of a list: it is what it says. Most messages are, and to parse them twice was a
   * tenth of what a message costs.
   */
  private static boolean isPlain(String text) {
    if (text.isEmpty() || !Character.isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      boolean isEndOfSentence =
          each == '.' && (i + 1 == text.length() || text.charAt(i + 1) == ' ');
      if (!Character.isLetterOrDigit(each) && HARMLESS.indexOf(each) < 0 && !isEndOfSentence) {
        return false;
      }
    }
    return true;
  }

  /** By the parser, whatever the text is. */
  static String rendered(String text) {
    return Jsoup.clean(
        RENDERER.render(PARSER.parse(text)).strip(),
        "",
        ALLOWED,
        new Document.OutputSettings().prettyPrint(false));
  }
}
