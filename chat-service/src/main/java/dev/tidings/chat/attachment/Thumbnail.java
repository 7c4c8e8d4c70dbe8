package dev.tidings.chat.attachment;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.util.exif.ExifFilterUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/**
 * Makes a small picture of an image: turned as its camera says, and without anything else that the
 * file tells, such as where it was taken.
 */
final class Thumbnail {

  /**
   * Of an image only so many pixels per pixel of the thumbnail's edge are kept while it is read.
   */
  private static final int OVERSAMPLING = 4;

  private static final double QUALITY = 0.8;

  private Thumbnail() {}

  /**
   * Writes the thumbnail.
   *
   * @param type the image's media type
   * @param edge the longer edge, in pixels
   * @return whether there is one; there is none of what is too large or can't be understood
   */
  static boolean make(InputStream content, String type, Path file, int edge, long maxPixels) {
    try (ImageInputStream in = ImageIO.createImageInputStream(content)) {
      Optional<Turned> image = read(in, type, edge, maxPixels);
      if (image.isEmpty()) {
        return false;
      }
      var thumbnail = Thumbnails.of(image.get().image());
      if (image.get().orientation() != null) {
        thumbnail.addFilter(ExifFilterUtils.getFilterForOrientation(image.get().orientation()));
      }
      BufferedImage small = image.get().image();
      int longer = Math.max(small.getWidth(), small.getHeight());
      thumbnail.size(Math.min(edge, longer), Math.min(edge, longer));
      thumbnail.outputFormat(small.getColorModel().hasAlpha() ? "png" : "jpg");
      if (!small.getColorModel().hasAlpha()) {
        thumbnail.outputQuality(QUALITY);
      }
      try (var out = Files.newOutputStream(file)) {
        thumbnail.toOutputStream(out);
      }
      return true;
    } catch (IOException | RuntimeException | LinkageError e) {
      // Readers answer a broken image with exceptions of many kinds; some images have no readers.
      return false;
    }
  }

  private static Optional<Turned> read(ImageInputStream in, String type, int edge, long maxPixels)
      throws IOException {
    var readers = ImageIO.getImageReadersByMIMEType(type);
    if (!readers.hasNext()) {
      return Optional.empty();
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(in, false, false);
      long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
      if (pixels > maxPixels) {
        return Optional.empty();
      }
      int shorter = Math.min(reader.getWidth(0), reader.getHeight(0));
      int longer = Math.max(reader.getWidth(0), reader.getHeight(0));
      int step = Math.clamp(longer / (OVERSAMPLING * edge), 1, shorter);
      ImageReadParam parameters = reader.getDefaultReadParam();
      parameters.setSourceSubsampling(step, step, 0, 0);
      return Optional.of(new Turned(reader.read(0, parameters), Orientations.of(reader, type)));
    } finally {
      reader.dispose();
    }
  }

  /**
   * An image.
   *
   * @param orientation how it is to be turned; null if it says nothing
   */
  private record Turned(BufferedImage image, Orientation orientation) {}
}
