package dev.tidings.gateway.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.function.Predicate;

/** A TCP connection to the gateway that may say anything. */
public final class RawSocket implements AutoCloseable {

  private static final int TIMEOUT_MS = 30_000;

  private final Socket socket;
  private final DataInputStream in;

  /** Connects. */
  public RawSocket(URI gateway) {
    try {
      socket = new Socket(gateway.getHost(), gateway.getPort());
      socket.setSoTimeout(TIMEOUT_MS);
      socket.setTcpNoDelay(true);
      in = new DataInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A handshake's text. */
  public static String handshake(String path) {
    return "GET "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  }

  /** Whether the peer has closed; if not, sends text and goes on. */
  public boolean isCutAfter(String text) {
    try {
      if (!closed()) {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return false;
      }
      return true;
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean closed() throws IOException {
    socket.setSoTimeout(1);
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout(TIMEOUT_MS);
    }
  }

  /** Sends text. */
  public RawSocket send(String text) {
    return send(text.getBytes(ISO_8859_1));
  }

  /** Sends bytes; a peer that has closed already is no error. */
  public RawSocket send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (SocketException e) {
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Reads an answer's head; the empty text if the peer closed instead. */
  public String head() {
    var head = new StringBuilder();
    try {
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          return head.toString();
        }
        head.append((char) next);
      }
    } catch (SocketException e) {
      return head.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return head.toString();
  }

  /** The status of an answer; 0 if the peer closed instead. */
  public int status() {
    String head = head();
    return head.startsWith("HTTP/1.1 ") ? Integer.parseInt(head.substring(9, 12)) : 0;
  }

  /** Reads frames until the connection ends; the close frame's code, or 1006 if there was none. */
  public int closeCode() {
    try {
      while (true) {
        Received frame = read();
        if (frame.opcode == 8) {
          return frame.payload.length < 2
              ? 1005
              : ByteBuffer.wrap(frame.payload).getShort() & 0xffff;
        }
      }
    } catch (EOFException | SocketException e) {
      return 1006;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads frames until a text that fits. */
  public String awaitText(Predicate<String> fits) {
    try {
      while (true) {
        Received frame = read();
        String text = new String(frame.payload, UTF_8);
        if (frame.opcode == 1 && fits.test(text)) {
          return text;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Received(int opcode, byte[] payload) {}

  private Received read() throws IOException {
    int first = in.readUnsignedByte();
    long length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    return new Received(first & 0xf, in.readNBytes((int) length));
  }

  /** A frame as a client writes it. */
  public static byte[] frame(int firstByte, byte[] payload) {
    var bytes = new ByteArrayOutputStream();
    bytes.write(firstByte);
    if (payload.length < 126) {
      bytes.write(0x80 | payload.length);
    } else if (payload.length < 65_536) {
      bytes.write(0x80 | 126);
      bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      bytes.write(0x80 | 127);
      bytes.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    byte[] mask = {1, 2, 3, 4};
    bytes.writeBytes(mask);
    for (int i = 0; i < payload.length; i++) {
      bytes.write(payload[i] ^ mask[i % 4]);
    }
    return bytes.toByteArray();
  }

  /** A text frame. */
  public static byte[] text(String text) {
    return frame(0x81, text.getBytes(UTF_8));
  }

  /** Ends the connection by a reset, as a machine that has lost it would. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
