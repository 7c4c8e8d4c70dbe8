package dev.tidings.chat.attachment;

import java.io.IOException;
import javax.imageio.ImageReader;
import net.coobird.thumbnailator.util.exif.ExifUtils;
import net.coobird.thumbnailator.util.exif.Orientation;

/** How cameras were held: photographs are stored as they came from the sensor. */
final class Orientations {

  private Orientations() {}

  /**
   * How the image of a reader is to be turned; null if it doesn't say. Only JPEG does.
   *
   * @param type the image's media type
   */
  static Orientation of(ImageReader reader, String type) {
    try {
      return type.equals("image/jpeg") ? ExifUtils.getExifOrientation(reader, 0) : null;
    } catch (IOException | RuntimeException e) {
      // Of many a file the picture can be read and what is said of it can't.
      return null;
    }
  }
}
