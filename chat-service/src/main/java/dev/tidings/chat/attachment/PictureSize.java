package dev.tidings.chat.attachment;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How large a picture is to be seen, in pixels. Read from its header by hand: a picture of any size
 * costs the same, and native executables come without the JDK's image readers.
 */
record PictureSize(int width, int height) {

  /** The size of a picture; empty if its file is not as its format says. */
  static Optional<PictureSize> of(Path file, String type) throws IOException {
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      PictureSize size =
          switch (type) {
            case "image/jpeg" -> JpegSegments.size(in);
            case "image/png" -> PngChunks.size(in);
            case "image/gif" -> GifBlocks.size(in);
            default -> throw new MalformedImageException("a type that is not read here");
          };
      return Optional.of(size).filter(PictureSize::isThere);
    } catch (MalformedImageException | EOFException e) {
      return Optional.empty();
    }
  }

  PictureSize turned() {
    return new PictureSize(height, width);
  }

  private boolean isThere() {
    return width > 0 && height > 0;
  }
}
