package dev.tidings.chat.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R-C6: what a file is, and small pictures of it. */
class SniffedTest {

  private static final byte[] HTML =
      "<!DOCTYPE html><html><script>alert(1)</script></html>".getBytes(UTF_8);
  private static final byte[] ZIP = {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0};

  @TempDir Path directory;

  private Sniffed sniff(byte[] content, String name) throws IOException {
    return Sniffed.of(Files.write(directory.resolve("content"), content), name);
  }

  @Test
  void shouldKnowPicturesAndTheirSizes() throws IOException {
    assertThat(sniff(Pictures.of("png", 300, 200), "x"))
        .isEqualTo(new Sniffed("image/png", 300, 200));
    assertThat(sniff(Pictures.of("jpg", 300, 200), "x.png"))
        .isEqualTo(new Sniffed("image/jpeg", 300, 200));
    assertThat(sniff(Pictures.of("gif", 30, 20), "x.html"))
        .isEqualTo(new Sniffed("image/gif", 30, 20));
    assertThat(sniff(Pictures.turned(300, 200), "x.jpg"))
        .as("as it is to be seen")
        .isEqualTo(new Sniffed("image/jpeg", 200, 300));
  }

  /** Of each coding, and with what programs put before the picture. */
  @Test
  void shouldAgreeWithTheReadersOfTheJdk() throws IOException {
    for (String format : new String[] {"png", "jpg", "gif"}) {
      byte[] whole = Pictures.of(format, 37, 23);
      var image = ImageIO.read(new ByteArrayInputStream(whole));
      Sniffed sniffed = sniff(whole, "x");
      assertThat(sniffed.width()).isEqualTo(image.getWidth());
      assertThat(sniffed.height()).isEqualTo(image.getHeight());
      for (int length = 0; length < 24; length++) {
        Sniffed begun = sniff(Arrays.copyOf(whole, length), "x");
        assertThat(begun.width()).as("%s of %d bytes", format, length).isNull();
      }
    }
    assertThat(sniff(Pictures.talkative(20, 10), "x")).isEqualTo(new Sniffed("image/png", 20, 10));
  }

  @Test
  void shouldNotBelieveNames() throws IOException {
    Sniffed html = sniff(HTML, "picture.png");
    assertThat(html.type()).isEqualTo("text/html");
    assertThat(Sniffed.isShown(html.type(), html.width())).isFalse();
    Sniffed svg =
        sniff("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>".getBytes(UTF_8), "x.png");
    assertThat(svg.type()).isEqualTo("image/svg+xml");
    assertThat(Sniffed.isShown(svg.type(), svg.width())).isFalse();
    assertThat(sniff(ZIP, "letter.docx").type())
        .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  }

  @Test
  void shouldNotShowWhatOnlyBeginsLikeAPicture() throws IOException {
    for (String beginning :
        new String[] {"GIF89a/*", "\u0089PNG\r\n\u001a\n", "\u00ff\u00d8\u00ff"}) {
      byte[] polyglot = Pictures.joined(beginning.getBytes(ISO_8859_1), HTML);
      Sniffed sniffed = sniff(polyglot, "x.html");
      assertThat(sniffed.type()).as(beginning).doesNotStartWith("text/");
    }
  }

  @Test
  void shouldMakeThumbnailsThatHaveNothingElseInThem() throws IOException {
    byte[] jar = Pictures.joined(Pictures.joined(Pictures.of("png", 900, 600), ZIP), HTML);
    Path small = directory.resolve("small");

    assertThat(Thumbnail.make(new ByteArrayInputStream(jar), "image/png", small, 90, 1_000_000))
        .isTrue();

    byte[] bytes = Files.readAllBytes(small);
    assertThat(new String(bytes, ISO_8859_1)).doesNotContain("script", "PK\u0003\u0004");
    var image = ImageIO.read(small.toFile());
    assertThat(image.getWidth()).isEqualTo(90);
    assertThat(image.getHeight()).isEqualTo(60);
  }

  @Test
  void shouldTurnPicturesAsTheirCameraSays() throws IOException {
    Path small = directory.resolve("small");
    byte[] photo = Pictures.turned(300, 200);
    assertThat(new String(photo, UTF_8)).contains("GPS secret");

    Thumbnail.make(new ByteArrayInputStream(photo), "image/jpeg", small, 60, 1_000_000);

    var image = ImageIO.read(small.toFile());
    assertThat(image.getHeight()).isEqualTo(60);
    assertThat(image.getWidth()).isEqualTo(40);
    assertThat(image.getRGB(20, 10) >> 16 & 0xFF).as("red is above").isGreaterThan(180);
    assertThat(image.getRGB(20, 50) & 0xFF).as("blue is below").isGreaterThan(180);
    assertThat(new String(Files.readAllBytes(small), UTF_8)).doesNotContain("GPS");
  }

  @Test
  void shouldNotOpenWhatIsTooLargeOrBroken() throws IOException {
    Path small = directory.resolve("small");
    byte[] bomb = Pictures.bomb();
    assertThat(sniff(bomb, "x").width()).isEqualTo(60_000);
    assertThat(Thumbnail.make(new ByteArrayInputStream(bomb), "image/png", small, 60, 50_000_000))
        .isFalse();
    byte[] broken = Pictures.of("jpg", 50, 50);
    assertThat(
            Thumbnail.make(
                new ByteArrayInputStream(broken, 0, 30), "image/jpeg", small, 60, 50_000_000))
        .isFalse();
  }
}
