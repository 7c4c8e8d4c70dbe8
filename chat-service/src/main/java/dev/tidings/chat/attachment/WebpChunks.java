package dev.tidings.chat.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Set;

/**
 * A WebP is a RIFF file: chunks with type, length and data, each padded to an even length.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9649">RFC 9649, WebP image format</a>
 */
final class WebpChunks {

  private static final String EXTENDED = "VP8X";
  private static final Set<String> KEPT =
      Set.of("VP8 ", "VP8L", EXTENDED, "ALPH", "ANIM", "ANMF", "ICCP");

  /** The flags of the extended header that announce Exif and XMP. */
  private static final int METADATA = 0x08 | 0x04;

  private static final int HEADER = 8;

  private WebpChunks() {}

  /** Copies the chunks of the picture; the length of the whole is to be written then. */
  static void copy(DataInputStream in, OutputStream out) throws IOException {
    String riff = name(in);
    long left = length(in) - 4;
    if (!riff.equals("RIFF") || !name(in).equals("WEBP")) {
      throw new MalformedImageException("no WebP");
    }
    out.write("RIFF\0\0\0\0WEBP".getBytes(ISO_8859_1));
    while (left > 0) {
      String name = name(in);
      long length = length(in);
      long padding = length % 2;
      left -= HEADER + length + padding;
      OutputStream chunk = KEPT.contains(name) ? out : OutputStream.nullOutputStream();
      chunk.write(name.getBytes(ISO_8859_1));
      writeNumber(chunk, length);
      if (name.equals(EXTENDED) && length > 0) {
        chunk.write(in.readUnsignedByte() & ~METADATA);
        length--;
      }
      ImageMetadata.copy(in, chunk, length);
      if (padding > 0) {
        // The last byte of a file is often missing if it is only padding.
        in.skipBytes(1);
        chunk.write(0);
      }
    }
  }

  /** Writes the length of a file where it stands in it. */
  static void writeLength(Path file) throws IOException {
    try (var whole = new RandomAccessFile(file.toFile(), "rw")) {
      whole.seek(4);
      whole.writeInt(Integer.reverseBytes((int) (whole.length() - HEADER)));
    }
  }

  private static String name(DataInputStream in) throws IOException {
    return new String(ImageMetadata.exactly(in, 4), ISO_8859_1);
  }

  /** The least significant byte first. */
  private static long length(DataInputStream in) throws IOException {
    return Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
  }

  private static void writeNumber(OutputStream out, long number) throws IOException {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write((int) (number >> shift));
    }
  }
}
