package dev.tidings.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-N3: a mail's links lead to web pages, or are none. */
class LinksTest {

  private final Links links = new Links(URI.create("https://app.example.com/"));

  @ParameterizedTest
  @CsvSource({
    "/chat/rooms/1?message=2, https://app.example.com/chat/rooms/1?message=2",
    "https://other.example/x, https://other.example/x",
    "javascript:alert(1),",
    "data:text/html;base64;x,",
    "' javascript:alert(1)',",
    "'java\nscript:alert(1)',",
    "'',",
    ",",
  })
  void shouldLeadToWebPagesOnly(String link, String absolute) {
    assertThat(links.absolute(link)).isEqualTo(absolute);
  }
}
