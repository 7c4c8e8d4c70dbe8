package dev.tidings.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {

  @Test
  void shouldKeepOnlyTheLastSegment() {
    assertThat(FileName.of(" ../../etc/passwd ")).isEqualTo("passwd");
    assertThat(FileName.of("C:\\Users\\a\\plän 上海.png")).isEqualTo("plän 上海.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "..", "a/", "a\r\nSet-Cookie: x", "a\0b", "photo\u202Egnp.exe"})
  void shouldRefuseWhatIsNoName(String name) {
    assertThatThrownBy(() -> FileName.of(name)).isInstanceOf(ProblemException.class);
  }

  @Test
  void shouldSayAnyNameInAHeader() {
    assertThat(FileName.disposition("a\"b;ü*.png", true))
        .isEqualTo("inline; filename=\"a_b___.png\"; filename*=UTF-8''a%22b%3B%C3%BC%2A.png");
  }
}
