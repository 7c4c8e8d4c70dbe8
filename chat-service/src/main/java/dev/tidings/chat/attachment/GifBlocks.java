package dev.tidings.chat.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * A GIF is a header with the size of its screen, and blocks: extensions, and images.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF 89a</a>
 */
final class GifBlocks {

  private static final int IMAGE = 0x2C;
  private static final int EXTENSION = 0x21;

  /** What an image says of itself before its colours. */
  private static final int DESCRIPTOR = 9;

  private static final int HAS_COLOURS = 0x80;
  private static final int BITS_OF_COLOURS = 0x07;
  private static final int BYTES_PER_COLOUR = 3;

  private GifBlocks() {}

  /** The size of the screen of one that has an image. */
  static PictureSize size(DataInputStream in) throws IOException {
    String signature = new String(ImageMetadata.exactly(in, 6), ISO_8859_1);
    if (!signature.equals("GIF87a") && !signature.equals("GIF89a")) {
      throw new MalformedImageException("no GIF");
    }
    var size = new PictureSize(littleEndian(in), littleEndian(in));
    int flags = in.readUnsignedByte();
    in.readUnsignedShort();
    if ((flags & HAS_COLOURS) != 0) {
      skip(in, BYTES_PER_COLOUR << (flags & BITS_OF_COLOURS) + 1);
    }
    int block = in.readUnsignedByte();
    while (block == EXTENSION) {
      in.readUnsignedByte();
      for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
        skip(in, length);
      }
      block = in.readUnsignedByte();
    }
    if (block != IMAGE) {
      throw new MalformedImageException("neither an extension nor an image");
    }
    skip(in, DESCRIPTOR);
    return size;
  }

  private static int littleEndian(DataInputStream in) throws IOException {
    return Short.toUnsignedInt(Short.reverseBytes(in.readShort()));
  }

  private static void skip(DataInputStream in, int count) throws IOException {
    ImageMetadata.exactly(in, count);
  }
}
