package dev.tidings.chat.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-C6: pictures tell nothing but what is to be seen on them. */
class ImageMetadataTest {

  @TempDir private Path directory;

  private byte[] stripped(byte[] image, String type) throws IOException {
    Path file = Files.write(directory.resolve("image"), image);
    Path copy = directory.resolve("copy");
    return ImageMetadata.strip(file, type, copy) ? Files.readAllBytes(copy) : null;
  }

  private static BufferedImage read(byte[] image) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(image));
  }

  private static int[] pixels(byte[] image) throws IOException {
    BufferedImage read = read(image);
    return read.getRGB(0, 0, read.getWidth(), read.getHeight(), null, 0, read.getWidth());
  }

  @Test
  void shouldKeepHowAPhotographIsToBeTurnedAndNothingElse() throws IOException {
    byte[] jpeg = Pictures.joined(Pictures.turned(64, 48), "GPS secret behind".getBytes());

    byte[] copy = stripped(jpeg, "image/jpeg");

    assertThat(new String(jpeg, ISO_8859_1)).contains("GPS");
    assertThat(new String(copy, ISO_8859_1)).doesNotContain("GPS", "secret");
    assertThat(pixels(copy)).isEqualTo(pixels(jpeg));
    Path file = Files.write(directory.resolve("copy.jpg"), copy);
    assertThat(Sniffed.of(file, "copy.jpg")).isEqualTo(new Sniffed("image/jpeg", 48, 64));
    assertThat(stripped(copy, "image/jpeg")).as("once more").isEqualTo(copy);
  }

  @Test
  void shouldKeepOfAPngWhatItsPictureNeeds() throws IOException {
    byte[] png = Pictures.talkative(20, 10);

    byte[] copy = stripped(png, "image/png");

    assertThat(new String(copy, ISO_8859_1))
        .contains("gAMA", "IEND")
        .doesNotContain("GPS", "tEXt", "eXIf", "iTXt", "tIME", "caBX");
    assertThat(pixels(copy)).isEqualTo(pixels(Pictures.of("png", 20, 10)));
  }

  @Test
  void shouldKeepOfAWebpWhatItsPictureNeeds() throws IOException {
    byte[] copy = stripped(Pictures.webp(), "image/webp");

    assertThat(new String(copy, ISO_8859_1))
        .contains("ICCP", "icc", "VP8L", "picture")
        .doesNotContain("EXIF", "XMP", "GPS");
    assertThat(copy[4]).as("the length of all of it").isEqualTo((byte) (copy.length - 8));
    assertThat(copy[20]).as("flags: colours yes, Exif and XMP no").isEqualTo((byte) 0x20);
  }

  @ParameterizedTest
  @CsvSource({"jpg,image/jpeg", "png,image/png"})
  void shouldNotChangeAPictureThatTellsNothing(String format, String type) throws IOException {
    byte[] image = Pictures.of(format, 33, 21);
    assertThat(stripped(image, type)).isEqualTo(image);
  }

  @Test
  void shouldLeaveAloneWhatItDoesNotKnow() throws IOException {
    assertThat(stripped(Pictures.of("gif", 2, 2), "image/gif")).isNull();
    assertThat(stripped("no picture".getBytes(), "image/jpeg")).isNull();
    assertThat(stripped("no picture".getBytes(), "image/png")).isNull();
    assertThat(stripped("RIFF....WAVE".getBytes(), "image/webp")).isNull();
  }

  /** Whatever is broken about a file, it is copied or refused, and told apart from other errors. */
  @ParameterizedTest
  @ValueSource(longs = {1, 20_261})
  void shouldSurviveBrokenFiles(long seed) throws IOException {
    var random = new SplittableRandom(seed);
    var images =
        Map.of(
            "image/jpeg", Pictures.turned(64, 48),
            "image/png", Pictures.talkative(20, 10),
            "image/webp", Pictures.webp());
    for (var image : images.entrySet()) {
      for (int i = 0; i < 150; i++) {
        byte[] broken =
            Arrays.copyOf(image.getValue(), 1 + random.nextInt(image.getValue().length));
        for (int flips = random.nextInt(4); flips > 0; flips--) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt();
        }
        byte[] copy = stripped(broken, image.getKey());
        assertThat(copy == null || copy.length <= broken.length + 2)
            .as("seed %d, %s, round %d", seed, image.getKey(), i)
            .isTrue();
      }
    }
  }
}
