package dev.tidings.analytics.hit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownTest {

  private int read;
  private final Known<String> known =
      new Known<>(
          form -> {
            read++;
            return form;
          });

  @Test
  void shouldReadTheSameOnce() {
    char[] text = "xDEx".toCharArray();
    String value = known.of(text, 1, 2);
    text[0] = 'y';
    assertThat(known.of(text, 1, 2)).isEqualTo("DE").isSameAs(value);
    assertThat(read).isEqualTo(1);
    text[1] = 'F';
    assertThat(known.of(text, 1, 2)).isEqualTo("FE");
    assertThat(known.of(new char[0], 0, 0)).isEmpty();
  }

  /** More than there are places, many of which are driven out by others and come again. */
  @Test
  void shouldAlwaysBeWhatItSays() {
    var random = new Random(5);
    for (int i = 0; i < 50_000; i++) {
      String text = Integer.toString(random.nextInt(20_000), 36) + "\u00e4";
      char[] chars = ("<" + text + ">").toCharArray();
      byte[] bytes = new String(chars).getBytes(ISO_8859_1);
      assertThat(known.of(chars, 1, text.length())).isEqualTo(text);
      assertThat(known.of(bytes, 1, text.length())).isEqualTo(text);
    }
  }

  @Test
  void shouldNotKeepLongOnes() {
    char[] text = "x".repeat(600).toCharArray();
    known.of(text, 0, text.length);
    assertThat(known.of(text, 0, text.length)).hasSize(600);
    assertThat(read).isEqualTo(2);
  }
}
