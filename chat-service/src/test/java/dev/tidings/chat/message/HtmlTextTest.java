package dev.tidings.chat.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C14: what a text becomes is safe to put into a page. */
class HtmlTextTest {

  @Test
  void shouldKeepLinesAndParagraphs() {
    assertThat(HtmlText.render("a\nb\r\nc\n\nd\n \n\ne"))
        .isEqualTo("<p>a<br>b<br>c</p><p>d</p><p>e</p>");
  }

  @Test
  void shouldLeaveEveryScriptAsItIs() {
    assertThat(HtmlText.render("👩‍👩‍👧 你好 שלום e\u0301"))
        .isEqualTo("<p>👩‍👩‍👧 你好 שלום e\u0301</p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg/onload=alert(1)>",
        "</p><iframe src=\"javascript:alert(1)\">",
        "' onmouseover='alert(1)",
        "&lt;script&gt;",
      })
  void shouldEscapeMarkup(String text) {
    String html = HtmlText.render(text);
    String inside = html.substring("<p>".length(), html.length() - "</p>".length());

    assertThat(inside).doesNotContain("<", ">", "\"", "'");
    assertThat(
            inside
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&"))
        .isEqualTo(text);
  }
}
