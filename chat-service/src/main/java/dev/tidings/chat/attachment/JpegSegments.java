package dev.tidings.chat.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A JPEG is a row of segments, each with a marker and a length, and after the marker of a scan the
 * compressed picture itself, in which a marker never stands by chance.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81, annex B</a>
 * @see <a href="https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf">Exif 2.32</a>
 */
final class JpegSegments {

  private static final int FIRST_FRAME = 0xC0;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int EXTENSIONS = 0xC8;
  private static final int ARITHMETIC_CODING = 0xCC;
  private static final int LAST_FRAME = 0xCF;
  private static final int START_OF_IMAGE = 0xD8;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;
  private static final int APPLICATION = 0xE0;
  private static final int LAST_APPLICATION = 0xEF;
  private static final int COMMENT = 0xFE;
  private static final int EXIF = APPLICATION + 1;
  private static final int ICC = APPLICATION + 2;
  private static final int ADOBE = APPLICATION + 14;

  private static final String EXIF_NAME = "Exif\0\0";
  private static final int UPRIGHT = 1;

  /** From here on the camera lay on its side. */
  private static final int FIRST_LYING = 5;

  private static final short ORIENTATION = 0x0112;
  private static final short SHORT = 3;

  private JpegSegments() {}

  static void copy(DataInputStream in, OutputStream out) throws IOException {
    if (in.readUnsignedByte() != 0xFF || in.readUnsignedByte() != START_OF_IMAGE) {
      throw new MalformedImageException("no JPEG");
    }
    write(out, START_OF_IMAGE);
    int marker = marker(in);
    while (marker != END_OF_IMAGE) {
      if (isAlone(marker)) {
        write(out, marker);
        marker = marker(in);
        continue;
      }
      byte[] segment = segment(in);
      if (marker == EXIF && startsWith(segment, EXIF_NAME)) {
        writeOrientation(out, orientation(segment));
      } else if (isOfPicture(marker, segment)) {
        write(out, marker, segment);
      }
      marker = marker == START_OF_SCAN ? copyScan(in, out) : marker(in);
    }
    write(out, END_OF_IMAGE);
  }

  /** The size, with width and height in the places that they have when the picture is upright. */
  static PictureSize size(DataInputStream in) throws IOException {
    if (in.readUnsignedByte() != 0xFF || in.readUnsignedByte() != START_OF_IMAGE) {
      throw new MalformedImageException("no JPEG");
    }
    int orientation = UPRIGHT;
    for (int marker = marker(in); !isEnd(marker); marker = marker(in)) {
      if (isAlone(marker)) {
        continue;
      }
      byte[] segment = segment(in);
      if (marker == EXIF && startsWith(segment, EXIF_NAME)) {
        orientation = orientation(segment);
      } else if (isFrame(marker)) {
        return size(segment, orientation);
      }
    }
    throw new MalformedImageException("no picture");
  }

  private static PictureSize size(byte[] frame, int orientation) throws IOException {
    if (frame.length < 5) {
      throw new MalformedImageException("a frame without a size");
    }
    ByteBuffer header = ByteBuffer.wrap(frame);
    var size = new PictureSize(header.getShort(3) & 0xFFFF, header.getShort(1) & 0xFFFF);
    return orientation >= FIRST_LYING ? size.turned() : size;
  }

  private static boolean isEnd(int marker) {
    return marker == START_OF_SCAN || marker == END_OF_IMAGE;
  }

  /** Whether it is the header of a frame, of whatever coding. */
  private static boolean isFrame(int marker) {
    return marker >= FIRST_FRAME
        && marker <= LAST_FRAME
        && marker != HUFFMAN_TABLES
        && marker != EXTENSIONS
        && marker != ARITHMETIC_CODING;
  }

  private static byte[] segment(DataInputStream in) throws IOException {
    int length = in.readUnsignedShort();
    if (length < 2) {
      throw new MalformedImageException("a segment that is shorter than its length");
    }
    return ImageMetadata.exactly(in, length - 2);
  }

  /** The next marker; any number of fill bytes may stand before it. */
  private static int marker(DataInputStream in) throws IOException {
    if (in.readUnsignedByte() != 0xFF) {
      throw new MalformedImageException("no marker between two segments");
    }
    int marker = in.readUnsignedByte();
    while (marker == 0xFF) {
      marker = in.readUnsignedByte();
    }
    return marker;
  }

  /** Copies the compressed picture, and returns the marker that ends it. */
  private static int copyScan(DataInputStream in, OutputStream out) throws IOException {
    while (true) {
      int next = in.read();
      if (next < 0) {
        // Many programs show what there is of a picture that was cut off.
        return END_OF_IMAGE;
      }
      if (next != 0xFF) {
        out.write(next);
        continue;
      }
      int marker = in.read();
      while (marker == 0xFF) {
        marker = in.read();
      }
      if (marker < 0) {
        return END_OF_IMAGE;
      }
      if (marker != 0 && !isRestart(marker)) {
        return marker;
      }
      write(out, marker);
    }
  }

  private static boolean isAlone(int marker) {
    return marker == 0x01 || isRestart(marker);
  }

  private static boolean isRestart(int marker) {
    return marker >= 0xD0 && marker <= 0xD7;
  }

  /** Of what programs add, only what says how colours are meant. */
  private static boolean isOfPicture(int marker, byte[] segment) {
    return switch (marker) {
      case APPLICATION -> startsWith(segment, "JFIF\0");
      case ICC -> startsWith(segment, "ICC_PROFILE\0");
      case ADOBE -> startsWith(segment, "Adobe");
      default -> marker != COMMENT && (marker < APPLICATION || marker > LAST_APPLICATION);
    };
  }

  private static boolean startsWith(byte[] segment, String name) {
    return segment.length >= name.length()
        && new String(segment, 0, name.length(), ISO_8859_1).equals(name);
  }

  /** How the camera was held, 1 to 8; 1 if that can't be read. */
  private static int orientation(byte[] segment) {
    try {
      ByteBuffer tiff =
          ByteBuffer.wrap(segment, EXIF_NAME.length(), segment.length - EXIF_NAME.length()).slice();
      tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      int entries = tiff.getShort(directory) & 0xFFFF;
      for (int i = 0; i < entries; i++) {
        int entry = directory + 2 + 12 * i;
        if (tiff.getShort(entry) == ORIENTATION && tiff.getShort(entry + 2) == SHORT) {
          int value = tiff.getShort(entry + 8);
          return value >= 1 && value <= 8 ? value : UPRIGHT;
        }
      }
      return UPRIGHT;
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      return UPRIGHT;
    }
  }

  /** The least that says how to turn the picture. */
  private static void writeOrientation(OutputStream out, int orientation) throws IOException {
    if (orientation == UPRIGHT) {
      return;
    }
    ByteBuffer exif = ByteBuffer.allocate(EXIF_NAME.length() + 26);
    exif.put(EXIF_NAME.getBytes(ISO_8859_1));
    exif.put("MM".getBytes(ISO_8859_1)).putShort((short) 42).putInt(8).putShort((short) 1);
    exif.putShort(ORIENTATION).putShort(SHORT).putInt(1).putShort((short) orientation);
    exif.putShort((short) 0).putInt(0);
    write(out, EXIF, exif.array());
  }

  private static void write(OutputStream out, int marker) throws IOException {
    out.write(0xFF);
    out.write(marker);
  }

  private static void write(OutputStream out, int marker, byte[] segment) throws IOException {
    write(out, marker);
    out.write(segment.length + 2 >> 8);
    out.write(segment.length + 2);
    out.write(segment);
  }
}
