package dev.tidings.chat.attachment;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
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
