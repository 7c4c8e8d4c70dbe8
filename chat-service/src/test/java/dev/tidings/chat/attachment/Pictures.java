package dev.tidings.chat.attachment;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures for tests, made of nothing. */
final class Pictures {

  private Pictures() {}

  /** A picture that is red on its left half and blue on its right one. */
  static byte[] of(String format, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width, height);
    pen.dispose();
    try {
      var out = new ByteArrayOutputStream();
      ImageIO.write(image, format, out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JPEG whose camera was held upright: to be turned to the right, and tells a secret. */
  static byte[] turned(int width, int height) {
    byte[] jpeg = of("jpg", width, height);
    byte[] secret = "GPS secret".getBytes();
    ByteBuffer tiff = ByteBuffer.allocate(26 + secret.length);
    tiff.put("MM".getBytes()).putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6);
    tiff.putShort((short) 0).putInt(0).put(secret);
    int first = 4 + ByteBuffer.wrap(jpeg).getShort(4);
    ByteBuffer out = ByteBuffer.allocate(jpeg.length + 10 + tiff.capacity());
    out.put(jpeg, 0, first).put((byte) 0xFF).put((byte) 0xE1);
    out.putShort((short) (8 + tiff.capacity())).put("Exif\0\0".getBytes()).put(tiff.array());
    out.put(jpeg, first, jpeg.length - first);
    return out.array();
  }

  /** A PNG that says where it was taken, in chunks that have nothing to do with the picture. */
  static byte[] talkative(int width, int height) {
    byte[] png = of("png", width, height);
    int header = 8 + 25;
    ByteBuffer out = ByteBuffer.allocate(png.length + 200);
    out.put(png, 0, header);
    for (String type : new String[] {"tEXt", "eXIf", "iTXt", "tIME", "caBX"}) {
      putChunk(out, type, "GPS secret".getBytes());
    }
    putChunk(out, "gAMA", new byte[] {0, 0, (byte) 0xB1, (byte) 0x8F});
    out.put(png, header, png.length - header).put("GPS secret behind the end".getBytes());
    return Arrays.copyOf(out.array(), out.position());
  }

  private static void putChunk(ByteBuffer out, String type, byte[] data) {
    var crc = new CRC32();
    crc.update(type.getBytes());
    crc.update(data);
    out.putInt(data.length).put(type.getBytes()).put(data).putInt((int) crc.getValue());
  }

  /** What a WebP with metadata is made of; of the picture, which nothing here reads, any bytes. */
  static byte[] webp() {
    ByteBuffer out = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
    out.put("RIFF".getBytes()).putInt(0).put("WEBP".getBytes());
    out.put("VP8X".getBytes()).putInt(10).put((byte) 0x2C).put(new byte[9]);
    out.put("ICCP".getBytes()).putInt(3).put("icc".getBytes()).put((byte) 0);
    out.put("VP8L".getBytes()).putInt(7).put("picture".getBytes()).put((byte) 0);
    out.put("EXIF".getBytes()).putInt(10).put("GPS secret".getBytes());
    out.put("XMP ".getBytes()).putInt(10).put("GPS secret".getBytes());
    out.putInt(4, out.position() - 8);
    return Arrays.copyOf(out.array(), out.position());
  }

  /** A small PNG that says that it is very large. */
  static byte[] bomb() {
    byte[] png = of("png", 1, 1);
    ByteBuffer.wrap(png, 16, 8).putInt(60_000).putInt(60_000);
    var crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png, 29, 4).putInt((int) crc.getValue());
    return png;
  }

  static byte[] joined(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }
}
