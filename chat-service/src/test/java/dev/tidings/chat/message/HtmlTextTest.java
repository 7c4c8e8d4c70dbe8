package dev.tidings.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C14: what a text becomes is safe to put into a page. */
class HtmlTextTest {

  private static final Set<String> ELEMENTS =
      Set.of("p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a");

  /** Pieces that attacks and documents are made of. */
  private static final String[] PIECES = {
    "<",
    ">",
    "\"",
    "'",
    "&",
    "script",
    "</",
    "<svg/onload=",
    "alert(1)",
    "javascript:",
    "[",
    "](",
    ")",
    "![",
    "`",
    "```",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "*",
    "**",
    "~~",
    "_",
    "\\",
    "&#x6A;",
    "&colon;",
    "&lt;",
    "http://",
    "https://a.example/",
    "data:text/html,",
    "\t",
    "\u0000",
    "\u202e",
    "🎉",
    "é",
    "你好",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<style>",
    "<math>",
    "<a href=",
    " onclick=",
    "vbscript:",
    "x",
    " ",
  };

  @Test
  void shouldKeepLinesAndParagraphs() {
    assertThat(HtmlText.render("a\nb\r\nc\n\nd\n \n\ne"))
        .isEqualTo("<p>a<br>b<br>c</p>\n<p>d</p>\n<p>e</p>");
  }

  @Test
  void shouldLeaveEveryScriptAsItIs() {
    assertThat(HtmlText.render("👩‍👩‍👧 你好 שלום e\u0301 @bob"))
        .isEqualTo("<p>👩‍👩‍👧 你好 שלום e\u0301 @bob</p>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**a** *b* ~~c~~ `d` | <p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>",
        "# no heading         | <p># no heading</p>",
        "<b>no</b>            | <p>&lt;b&gt;no&lt;/b&gt;</p>",
        "![no](x.png)         | <p></p>",
      })
  void shouldRenderTheSubset(String text, String html) {
    assertThat(HtmlText.render(text)).isEqualTo(html);
  }

  @Test
  void shouldRenderBlocks() {
    assertThat(HtmlText.render("> q\n\n- a\n- b\n\n3. c\n\n```java\nif (a < b) {}\n```"))
        .isEqualTo(
            "<blockquote>\n<p>q</p>\n</blockquote>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
                + "<ol start=\"3\">\n<li>c</li>\n</ol>\n"
                + "<pre><code class=\"language-java\">if (a &lt; b) {}\n</code></pre>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[a](https://a.example/?b=1&c)",
        "https://a.example/?b=1&c",
        "<https://a.example/?b=1&c>"
      })
  void shouldLinkWithoutGivingAnythingAway(String text) {
    Element link = Jsoup.parseBodyFragment(HtmlText.render(text)).selectFirst("a");

    assertThat(link.attr("href")).isEqualTo("https://a.example/?b=1&c");
    assertThat(link.attr("rel")).contains("noopener", "noreferrer", "nofollow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg/onload=alert(1)>",
        "</p><iframe src=\"javascript:alert(1)\">",
        "' onmouseover='alert(1)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox)",
        "[x](https://a.example \"\\\" onclick=alert(1) \\\"\")",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "[![x](https://a.example/t.gif)](javascript:alert(1))",
        "```\"><script>alert(1)</script>\nx\n```",
        "<a href=\"https://a.example\" style=\"position:fixed\">x</a>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<!--<img src=\"--><img src=x onerror=alert(1)>",
        "\u0000<scr\u0000ipt>alert(1)</script>",
      })
  void shouldMakeNothingThatActs(String text) {
    assertHarmless(HtmlText.render(text));
  }

  /** Whatever the pieces are put together to. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void shouldMakeNothingThatActsOfAnything(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(1, 30); length > 0; length--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      assertHarmless(HtmlText.render(text.toString()));
    }
  }

  /** What a parser would need long for, or a deep stack. */
  @ParameterizedTest
  @ValueSource(strings = {">", "- ", "*a **b ", "[", "`", "![[](", "<", "1. ", "&#", "~~"})
  void shouldManageTheLongestText(String piece) {
    assertHarmless(HtmlText.render(piece.repeat(Draft.MAX_LENGTH / piece.length())));
  }

  private static void assertHarmless(String html) {
    for (Element element : Jsoup.parseBodyFragment(html).body().getAllElements()) {
      if (element.nameIs("body")) {
        continue;
      }
      assertThat(ELEMENTS).as(html).contains(element.normalName());
      for (Attribute attribute : element.attributes()) {
        switch (element.normalName() + " " + attribute.getKey()) {
          case "a href" ->
              assertThat(attribute.getValue()).as(html).matches("(?is)(https?:|mailto:).*");
          case "a title", "a rel", "a target", "code class", "ol start" ->
              assertThat(attribute.getValue()).as(html).isNotNull();
          default -> throw new AssertionError(attribute + " in " + html);
        }
      }
    }
  }

  /** Words in one line take a short way, which leads to the same. */
  @Test
  void shouldMakeTheSameOfPlainTextWithoutParsingIt() {
    String[] pieces = {
      "a", "Straße", "你好", "ﬁ", "7", "1.", "1) ", "www.a.example", "a.b", "end.", " ", "  ", ", ",
      "it's", "?", ";", "@", "x@a.example", ":", "é", "\u00a0", "\u0301", "🎉", "-", "=", "\n"
    };
    var random = new Random(13);
    for (int i = 0; i < 5_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(6); length >= 0; length--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      String sent = text.toString().strip();
      assertThat(HtmlText.render(sent)).as(sent).isEqualTo(HtmlText.rendered(sent));
    }
  }
}
