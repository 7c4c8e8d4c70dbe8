package dev.tidings.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workspace",
        "user:alice",
        "user:auth0|5f7c",
        "user:анна@example.com",
        "room:0199f2c0-0000-7000-8000-000000000000",
        "doc:reports/2026:q3"
      })
  void shouldKeepItsTextForm(String text) {
    assertThat(Channel.parse(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "user",
        "user:",
        ":alice",
        "User:alice",
        "us er:alice",
        "user:a b",
        "user:a\nb",
        "user:a\u0000",
        "workspace:acme",
        "9user:a"
      })
  void shouldRefuseWhatIsNoChannel(String text) {
    assertThatThrownBy(() -> Channel.parse(text)).isInstanceOf(InvalidChannelException.class);
  }

  @Test
  void shouldRefuseAnOverlongChannel() {
    assertThatThrownBy(() -> Channel.parse("user:" + "a".repeat(400)))
        .isInstanceOf(InvalidChannelException.class)
        .hasMessageContaining("256");
  }
}
