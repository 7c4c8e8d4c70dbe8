package dev.tidings.analytics.hit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageUrlTest {

  @ParameterizedTest
  @CsvSource({
    "https://www.Example.org,                 www.example.org, /",
    "https://www.example.org?a=b,             www.example.org, /",
    "HTTP://localhost:3000/a/b?c=d#e,         localhost,       /a/b",
    "https://[2001:db8::1]:8443/a,            [2001:db8::1],   /a",
    "https://example.org/a|b{c}^d,            example.org,     /a|b{c}^d",
    "https://bücher.example/é?q=ü,            bücher.example,  /é",
    "https://example.org/#/app/route?a=b,     example.org,     /#/app/route",
    "https://example.org/app?x=y#!/route,     example.org,     /app#!/route",
    "https://example.org/#chapter,            example.org,     /",
    "https://example.org/a@b:c,               example.org,     /a@b:c",
  })
  void shouldReadWhatBrowsersReport(String text, String host, String path) {
    assertThat(PageUrl.parse(text))
        .hasValueSatisfying(
            url -> {
              assertThat(url.host()).isEqualTo(host);
              assertThat(url.path()).isEqualTo(path);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/relative",
        "www.example.org",
        "//example.org/a",
        "ftp://example.org/",
        "javascript:alert(1)",
        "data:text/html,hello",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https://user:secret@example.org/",
        "https://user@example.org/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "https://example.org\\a",
      })
  void shouldRefuseWhatIsNoPage(String text) {
    assertThat(PageUrl.parse(text)).isEmpty();
  }

  @Test
  void shouldDropTheQueryAndTheFragment() {
    assertThat(PageUrl.parse("https://Example.org:8443/a?b=c#d").orElseThrow().text())
        .isEqualTo("https://Example.org:8443/a");
  }

  /** What it makes of an address is what it makes of that again. */
  @Test
  void shouldReadWhatItWrites() {
    PageUrl url = PageUrl.parse("https://Example.org/a?b=c#/route?d=e").orElseThrow();
    assertThat(PageUrl.parse(url.text())).contains(url);
  }

  @Test
  void shouldTakeNoMoreThanItsLength() {
    String longest = "https://example.org/" + "a".repeat(PageUrl.MAX_LENGTH - 20);
    assertThat(PageUrl.parse(longest)).isPresent();
    assertThat(PageUrl.parse(longest + "a")).isEmpty();
  }
}
