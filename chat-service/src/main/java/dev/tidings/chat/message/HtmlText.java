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

  private HtmlText() {}

  /** Renders a text. */
  public static String render(String text) {
    return Jsoup.clean(
        RENDERER.render(PARSER.parse(text)).strip(),
        "",
        ALLOWED,
        new Document.OutputSettings().prettyPrint(false));
  }
}
