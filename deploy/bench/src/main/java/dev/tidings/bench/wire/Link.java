package dev.tidings.bench.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * The client side of one WebSocket (RFC 6455), without extensions. Pings are answered and fragments
 * put together here. Lives in the loop's thread; every method is called there.
 */
public final class Link {

  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int MASKED = 0x80;
  private static final int NO_CODE = 1005;
  private static final int MAX_MESSAGE = 16 << 20;
  private static final int MAX_RESPONSE = 64 << 10;
  private static final byte[] NOTHING = {};

  private enum State {
    CONNECTING,
    UPGRADING,
    OPEN,
    CLOSED
  }

  private final ClientLoop loop;
  private final String request;
  private final LinkListener listener;

  private SocketChannel channel;
  private SelectionKey key;
  private State state = State.CONNECTING;
  private byte[] kept = NOTHING;
  private ByteArrayOutputStream fragments;
  private ByteBuffer unsent;
  private boolean paused;
  private long bytesReceived;

  Link(ClientLoop loop, String request, LinkListener listener) {
    this.loop = loop;
    this.request = request;
    this.listener = listener;
  }

  void attach(SocketChannel channel, SelectionKey key) {
    this.channel = channel;
    this.key = key;
  }

  /** Bytes read from the socket since the handshake began. */
  public long bytesReceived() {
    return bytesReceived;
  }

  /** Sends a text message. */
  public void send(String text) {
    sendFrame(TEXT, text.getBytes(UTF_8));
  }

  /** Leaves what comes in the kernel's buffers, as a client does that hangs. */
  public void pause() {
    paused = true;
    updateInterest();
  }

  /** Reads again after {@link #pause()}. */
  public void resume() {
    paused = false;
    updateInterest();
  }

  /** Says goodbye and closes. */
  public void close() {
    if (state == State.OPEN) {
      sendFrame(CLOSE, new byte[] {0x03, (byte) 0xe8});
    }
    end(new Closure.ByClient());
  }

  /** Closes without a word, as a lost network does. */
  public void drop() {
    end(new Closure.ByClient());
  }

  void breakOff(String reason) {
    end(new Closure.Broken(reason));
  }

  void serve(SelectionKey ready) {
    try {
      if (ready.isValid() && ready.isConnectable()) {
        channel.finishConnect();
        state = State.UPGRADING;
        write(request.getBytes(ISO_8859_1));
        updateInterest();
      } else if (ready.isValid() && ready.isReadable()) {
        read();
      }
      if (ready.isValid() && ready.isWritable()) {
        writeUnsent();
      }
    } catch (IOException e) {
      breakOff(String.valueOf(e.getMessage()));
    }
  }

  private void read() throws IOException {
    int before = kept.length;
    int length = loop.read(channel, kept, before);
    long arrived = System.nanoTime();
    if (length < 0) {
      breakOff("closed without a close frame");
      return;
    }
    bytesReceived += length - before;
    byte[] bytes = loop.bytes();
    int at = 0;
    if (state == State.UPGRADING) {
      at = readResponse(bytes, length);
    }
    if (state == State.OPEN) {
      at = readFrames(bytes, at, length, arrived);
    }
    if (state != State.CLOSED) {
      kept = at == length ? NOTHING : Arrays.copyOfRange(bytes, at, length);
    }
  }

  /** Returns where the frames begin; 0 while the response isn't whole. */
  private int readResponse(byte[] bytes, int length) {
    for (int end = 3; end < length; end++) {
      if (bytes[end] == '\n' && bytes[end - 1] == '\r' && bytes[end - 2] == '\n') {
        String status = new String(bytes, 0, Math.min(end, 12), ISO_8859_1);
        if (status.equals("HTTP/1.1 101")) {
          state = State.OPEN;
          listener.opened(this);
        } else if (status.matches("HTTP/1\\.1 \\d\\d\\d")) {
          end(new Closure.Refused(Integer.parseInt(status.substring(9))));
        } else {
          breakOff("no HTTP response");
        }
        return end + 1;
      }
    }
    if (length > MAX_RESPONSE) {
      breakOff("endless HTTP response");
    }
    return 0;
  }

  /** Returns where the first frame begins that isn't whole. */
  private int readFrames(byte[] bytes, int from, int to, long arrived) {
    int at = from;
    while (to - at >= 2 && state == State.OPEN) {
      int length = bytes[at + 1] & 0x7f;
      int header = length < 126 ? 2 : length == 126 ? 4 : 10;
      if (to - at < header) {
        return at;
      }
      if (length == 126) {
        length = (bytes[at + 2] & 0xff) << 8 | bytes[at + 3] & 0xff;
      } else if (length == 127) {
        long whole = 0;
        for (int i = 2; i < 10; i++) {
          whole = whole << 8 | bytes[at + i] & 0xff;
        }
        if (whole < 0 || whole > MAX_MESSAGE) {
          breakOff("a frame of " + whole + " bytes");
          return at;
        }
        length = (int) whole;
      }
      if ((bytes[at] & RESERVED) != 0 || (bytes[at + 1] & MASKED) != 0) {
        breakOff("a frame that is masked or of an extension");
        return at;
      }
      if (to - at - header < length) {
        return at;
      }
      int begin = at + header;
      at = begin + length;
      frame(bytes[begin - header] & 0xff, bytes, begin, at, arrived);
    }
    return at;
  }

  private void frame(int first, byte[] bytes, int from, int to, long arrived) {
    switch (first) {
      case FIN | TEXT, FIN | BINARY -> listener.message(this, bytes, from, to, arrived);
      case TEXT, BINARY -> {
        fragments = new ByteArrayOutputStream();
        fragments.write(bytes, from, to - from);
      }
      case CONTINUATION, FIN | CONTINUATION -> continued(first, bytes, from, to, arrived);
      case FIN | PING -> sendFrame(PONG, Arrays.copyOfRange(bytes, from, to));
      case FIN | PONG -> {}
      case FIN | CLOSE -> {
        int code = to - from < 2 ? NO_CODE : (bytes[from] & 0xff) << 8 | bytes[from + 1] & 0xff;
        sendFrame(CLOSE, Arrays.copyOfRange(bytes, from, Math.min(to, from + 2)));
        end(new Closure.ByServer(code));
      }
      default -> breakOff("an unknown frame: " + first);
    }
  }

  private void continued(int first, byte[] bytes, int from, int to, long arrived) {
    if (fragments == null || fragments.size() > MAX_MESSAGE) {
      breakOff("a continuation of nothing, or an endless one");
      return;
    }
    fragments.write(bytes, from, to - from);
    if ((first & FIN) != 0) {
      byte[] whole = fragments.toByteArray();
      fragments = null;
      listener.message(this, whole, 0, whole.length, arrived);
    }
  }

  /** Masked, as clients have to; with the key 0, which leaves the bytes as they are. */
  private void sendFrame(int opcode, byte[] payload) {
    if (state != State.OPEN) {
      return;
    }
    ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
    frame.put((byte) (FIN | opcode));
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length < 1 << 16) {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    frame.putInt(0).put(payload).flip();
    try {
      write(Arrays.copyOf(frame.array(), frame.limit()));
    } catch (IOException e) {
      breakOff(String.valueOf(e.getMessage()));
    }
  }

  private void write(byte[] bytes) throws IOException {
    if (unsent == null) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      channel.write(buffer);
      if (!buffer.hasRemaining()) {
        return;
      }
      unsent = buffer;
    } else {
      unsent = ByteBuffer.allocate(unsent.remaining() + bytes.length).put(unsent).put(bytes).flip();
    }
    updateInterest();
  }

  private void writeUnsent() throws IOException {
    if (unsent != null) {
      channel.write(unsent);
      if (!unsent.hasRemaining()) {
        unsent = null;
      }
    }
    updateInterest();
  }

  private void updateInterest() {
    if (state == State.UPGRADING || state == State.OPEN) {
      key.interestOps(
          (paused ? 0 : SelectionKey.OP_READ) | (unsent == null ? 0 : SelectionKey.OP_WRITE));
    }
  }

  private void end(Closure closure) {
    if (state == State.CLOSED) {
      return;
    }
    state = State.CLOSED;
    kept = NOTHING;
    fragments = null;
    unsent = null;
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // It is gone either way.
        closure = new Closure.Broken(String.valueOf(e.getMessage()));
      }
    }
    listener.closed(this, closure);
  }
}
