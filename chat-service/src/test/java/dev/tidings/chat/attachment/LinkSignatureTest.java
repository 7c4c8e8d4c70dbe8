package dev.tidings.chat.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.chat.attachment.FileLink.File;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R-C6: a link is what it was made as, or none. */
class LinkSignatureTest {

  private static final Instant NOW = Instant.parse("2026-01-31T09:00:00Z");
  private static final UUID ID = UUID.fromString("01997a00-7a00-7000-8000-000000000001");

  private final LinkSignature signature = new LinkSignature(new byte[32]);

  private static FileLink link(File file) {
    return new FileLink(file, ID, "acme", "josé 上海", NOW.plusSeconds(60));
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadWhatItHasSigned(File file) {
    assertThat(signature.verify(signature.sign(link(file)), NOW)).contains(link(file));
  }

  @Test
  void shouldEnd() {
    String text = signature.sign(link(File.CONTENT));
    assertThat(signature.verify(text, NOW.plusMillis(59_999))).isPresent();
    assertThat(signature.verify(text, NOW.plusSeconds(60))).isEmpty();
  }

  @Test
  void shouldTakeNoOthers() {
    String text = signature.sign(link(File.CONTENT));
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new LinkSignature(other).verify(text, NOW)).isEmpty();
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= 1;
      assertThat(signature.verify(Base64.getUrlEncoder().encodeToString(bytes), NOW))
          .as("byte %d", i)
          .isEmpty();
      bytes[i] ^= 1;
    }
    for (String none : new String[] {"", "x", "../..", text.substring(8), text + "AAAA"}) {
      assertThat(signature.verify(none, NOW)).as(none).isEmpty();
    }
  }
}
