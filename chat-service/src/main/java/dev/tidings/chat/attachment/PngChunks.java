package dev.tidings.chat.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/**
 * A PNG is a signature and a row of chunks, each with length, type, data and checksum.
 *
 * @see <a href="https://www.w3.org/TR/png-3/#11Chunks">PNG, third edition, chunks</a>
 */
final class PngChunks {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private static final int CHECKSUM = 4;
  private static final int HEADER_LENGTH = 13;

  /** What may be left out, as the small first letter says, and is needed to show the picture. */
  private static final Set<String> KEPT =
      Set.of(
          "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "hIST", "pHYs", "sPLT", "cICP",
          "mDCV", "cLLI", "acTL", "fcTL", "fdAT");

  private PngChunks() {}

  /** The size, which the first chunk says. */
  static PictureSize size(DataInputStream in) throws IOException {
    if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
      throw new MalformedImageException("no PNG");
    }
    if (in.readInt() != HEADER_LENGTH
        || !new String(ImageMetadata.exactly(in, 4), ISO_8859_1).equals("IHDR")) {
      throw new MalformedImageException("no header");
    }
    return new PictureSize(in.readInt(), in.readInt());
  }

  static void copy(DataInputStream in, OutputStream out) throws IOException {
    if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
      throw new MalformedImageException("no PNG");
    }
    out.write(SIGNATURE);
    String type;
    do {
      int length = in.readInt();
      if (length < 0) {
        throw new MalformedImageException("a chunk that is too long");
      }
      byte[] name = ImageMetadata.exactly(in, 4);
      type = new String(name, ISO_8859_1);
      boolean isKept = Character.isUpperCase(type.charAt(0)) || KEPT.contains(type);
      OutputStream chunk = isKept ? out : OutputStream.nullOutputStream();
      chunk.write(ByteBuffer.allocate(4).putInt(length).array());
      chunk.write(name);
      ImageMetadata.copy(in, chunk, length + (long) CHECKSUM);
    } while (!type.equals("IEND"));
  }
}
