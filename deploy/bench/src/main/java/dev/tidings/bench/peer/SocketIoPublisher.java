package dev.tidings.bench.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.bench.server.Publisher;
import dev.tidings.bench.wire.Handshake;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A client that emits events. It blocks, on a connection of its own, so that what it sends never
 * waits behind what the subscribers receive.
 */
final class SocketIoPublisher implements Publisher {

  private static final int PING_BYTE = '2';
  private static final int SMALL = 126;

  private final Socket socket;
  private final OutputStream out;
  private final CountDownLatch connected = new CountDownLatch(1);
  private volatile boolean accepted;
  private long failures;

  SocketIoPublisher(InetSocketAddress address) {
    try {
      socket = new Socket(address.getAddress(), address.getPort());
      socket.setTcpNoDelay(true);
      out = socket.getOutputStream();
      out.write(Handshake.request(address, SocketIoTarget.path(), List.of()).getBytes(ISO_8859_1));
      var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      skipResponse(in);
      Thread.ofVirtual().name("socketio-publisher").start(() -> answer(in));
      send("40".getBytes(UTF_8));
      connected.await();
      if (!accepted) {
        throw new IOException("Socket.IO refuses the publisher");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void skipResponse(InputStream in) throws IOException {
    int matched = 0;
    while (matched < 4) {
      int each = in.read();
      if (each < 0) {
        throw new IOException("Socket.IO refuses the publisher");
      }
      matched = each == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : each == '\r' ? 1 : 0;
    }
  }

  /** Until the end: pings are to be answered, everything else is small talk. */
  private void answer(DataInputStream in) {
    try {
      while (true) {
        in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == SMALL) {
          length = in.readUnsignedShort();
        }
        byte[] message = in.readNBytes(length);
        if (length == 1 && message[0] == PING_BYTE) {
          send("3".getBytes(UTF_8));
        } else if (new String(message, UTF_8).startsWith("40")) {
          accepted = true;
          connected.countDown();
        }
      }
    } catch (IOException e) {
      connected.countDown();
    }
  }

  @Override
  public void publish(String channel, byte[] payload) {
    byte[] begin = ("42[\"publish\",\"" + channel + "\",\"").getBytes(UTF_8);
    byte[] message =
        ByteBuffer.allocate(begin.length + payload.length + 2)
            .put(begin)
            .put(payload)
            .put((byte) '"')
            .put((byte) ']')
            .array();
    try {
      send(message);
    } catch (IOException e) {
      failures++;
    }
  }

  /** A masked text frame; the key 0 leaves the bytes as they are. */
  private synchronized void send(byte[] message) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(message.length + 8).put((byte) 0x81);
    if (message.length < SMALL) {
      frame.put((byte) (0x80 | message.length));
    } else {
      frame.put((byte) (0x80 | SMALL)).putShort((short) message.length);
    }
    frame.putInt(0).put(message);
    out.write(frame.array(), 0, frame.position());
  }

  @Override
  public long failures() {
    return failures;
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
