package dev.tidings.chat.attachment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
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
    return IMAGES.contains(type) ? image(file, type) : new Sniffed(type, null, null);
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

  /** Reads no more than the header: an image of any size costs the same. */
  private static Sniffed image(Path file, String type) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type);
      if (!readers.hasNext()) {
        return new Sniffed(type, null, null);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, false, false);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width < 1 || height < 1) {
          return new Sniffed(type, null, null);
        }
        return isTurned(reader, type)
            ? new Sniffed(type, height, width)
            : new Sniffed(type, width, height);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // Readers answer a broken image with exceptions of many kinds; some images have no readers.
      return new Sniffed(type, null, null);
    }
  }

  private static boolean isTurned(ImageReader reader, String type) {
    return switch (Orientations.of(reader, type)) {
      case null -> false;
      case TOP_LEFT, TOP_RIGHT, BOTTOM_RIGHT, BOTTOM_LEFT -> false;
      case LEFT_TOP, RIGHT_TOP, RIGHT_BOTTOM, LEFT_BOTTOM -> true;
    };
  }
}
