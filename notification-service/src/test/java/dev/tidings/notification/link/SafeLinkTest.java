package dev.tidings.notification.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeLinkTest {

  @ParameterizedTest
  @CsvSource({
    "/tasks/1?x=y#z, true",
    "https://example.com/a, true",
    "http://example.com, true",
    "javascript:alert(1), false",
    "data:text/html;base64, false",
    "//evil.example.com/x, false",
    "https:///x, false",
    "https:x, false",
    "tasks/1, false",
    "'/a b', false",
    "'', false"
  })
  void shouldTellWhatIsHarmlessToClick(String link, boolean safe) {
    assertThat(SafeLink.isSafe(link)).isEqualTo(safe);
  }
}
