package dev.tidings.chat.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.Tika;
import org.apache.tika.mime.MimeTypes;

/**
 * What a file is, by its content. Its name only tells apart what the content can't, such as the
 * kinds of office documents, which all are archives.
 *
 * @param type the media type
 * @param width of an image that could be understood, as it is to be seen; null otherwise
 * @param height of an image that could be understood, as it is to be seen; null otherwise
 */
record Sniffed(String type, Integer width, Integer height) {

  /** Images that browsers show without running anything in them. */
  private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif");

  private static final int PREFIX = 64 * 1024;
  private static final Tika TIKA = new Tika(MimeTypes.getDefaultMimeTypes());

  static Sniffed of(Path file, String name) throws IOException {
    String type = TIKA.detect(prefix(file), name);
    Optional<PictureSize> size =
        IMAGES.contains(type) ? PictureSize.of(file, type) : Optional.empty();
    return new Sniffed(
        type,
        size.map(PictureSize::width).orElse(null),
        size.map(PictureSize::height).orElse(null));
  }

  /** Whether a browser may show it in place rather than save it. */
  static boolean isShown(String type, Integer width) {
    return IMAGES.contains(type) && width != null;
  }

  private static byte[] prefix(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(PREFIX);
    }
  }
}
