package dev.tidings.chat.attachment;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies images without what they tell besides the picture: where and when it was taken, with what,
 * by whom, how it was before it was cropped. The picture itself is not touched, bit by bit. What is
 * kept is what it takes to show it: colours, transparency, animation, and how the camera was held.
 *
 * <p>A file ends where its picture does: what somebody has put behind it is left out, too.
 */
final class ImageMetadata {

  private ImageMetadata() {}

  /**
   * Writes the copy.
   *
   * @param type the image's media type
   * @return whether there is one; there is none of a type of which nothing is known here, nor of a
   *     file that is not as its format says
   */
  static boolean strip(Path image, String type, Path copy) throws IOException {
    try {
      switch (type) {
        case "image/jpeg" -> copy(image, copy, JpegSegments::copy);
        case "image/png" -> copy(image, copy, PngChunks::copy);
        case "image/webp" -> {
          copy(image, copy, WebpChunks::copy);
          WebpChunks.writeLength(copy);
        }
        default -> {
          return false;
        }
      }
      return true;
    } catch (MalformedImageException | EOFException e) {
      return false;
    }
  }

  /** Copies what belongs to the picture, and keeps little of it in memory. */
  private interface Format {
    void copy(DataInputStream in, OutputStream out) throws IOException;
  }

  private static void copy(Path image, Path copy, Format format) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(image)));
        var out = new BufferedOutputStream(Files.newOutputStream(copy))) {
      format.copy(in, out);
    }
  }

  /** All of so many bytes, which are few. */
  static byte[] exactly(DataInputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Copies so many bytes, however many. */
  static void copy(DataInputStream in, OutputStream out, long count) throws IOException {
    byte[] buffer = new byte[8 * 1024];
    for (long left = count; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException();
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
