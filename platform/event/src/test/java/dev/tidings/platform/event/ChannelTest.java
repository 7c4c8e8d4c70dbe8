package dev.tidings.platform.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
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

  /** Against the patterns that say what the hand-written checks have to do. */
  @Test
  void shouldBeWhatThePatternsSay() {
    var namespace = Pattern.compile("[a-z][a-z0-9-]{0,31}");
    var id = Pattern.compile("[^\\p{Cntrl}\\p{Space}\\p{Cs}\\p{Cn}]{1,200}");
    var workspace = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    var random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random);
      assertThat(isChannel(text, "1")).as(text).isEqualTo(namespace.matcher(text).matches());
      assertThat(isChannel("doc", text)).as(text).isEqualTo(id.matcher(text).matches());
      assertThat(Workspaces.isValid(text)).as(text).isEqualTo(workspace.matcher(text).matches());
    }
  }

  private static boolean isChannel(String namespace, String id) {
    try {
      return Channel.of(namespace, id) != null;
    } catch (InvalidChannelException e) {
      return false;
    }
  }

  private static String text(Random random) {
    String letters = "az09AZ-._~! \u007f\u0000\t\u00fc\u4e16\ud83d\ude00";
    int kinds = 1 + random.nextInt(letters.length());
    int length = random.nextInt(random.nextBoolean() ? 6 : 240);
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(kinds)));
    }
    return text.toString();
  }

  @Test
  void shouldRefuseAnOverlongChannel() {
    assertThatThrownBy(() -> Channel.parse("user:" + "a".repeat(400)))
        .isInstanceOf(InvalidChannelException.class)
        .hasMessageContaining("256");
  }
}
