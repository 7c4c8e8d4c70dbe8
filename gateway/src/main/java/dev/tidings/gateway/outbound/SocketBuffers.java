package dev.tidings.gateway.outbound;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;

/**
 * Frames as WebSocket text messages in direct memory, shared by all connections that they are
 * written to in one pass of a lane. Connections that are due the same frames, as those of one
 * channel are, share one buffer with all of them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455#section-5.2">RFC 6455 §5.2</a>
 */
final class SocketBuffers {

  private static final int FINAL_TEXT = 0x81;
  private static final int SHORT = 125;
  private static final int MEDIUM = 65_535;
  private static final int MEDIUM_MARK = 126;
  private static final int LONG_MARK = 127;

  private final List<Frame> used = new ArrayList<>();
  private final List<Frame> lastFrames = new ArrayList<>();
  private boolean lastIsArray;
  private ByteBuf last;

  /** Each frame as a message. Lives until {@link #release}, unless retained. */
  ByteBuf messages(List<Frame> frames) {
    return frames.size() == 1 ? message(frames.getFirst()) : several(frames, false);
  }

  /** All frames as one message, a JSON array. Lives until {@link #release}, unless retained. */
  ByteBuf array(List<Frame> frames) {
    return several(frames, true);
  }

  /** Gives the memory back that no connection needs any more. */
  void release() {
    for (Frame frame : used) {
      frame.socketBuffer().release();
      frame.socketBuffer(null);
    }
    used.clear();
    if (last != null) {
      forgetLast();
    }
  }

  private ByteBuf message(Frame frame) {
    ByteBuf buffer = frame.socketBuffer();
    if (buffer == null) {
      int length = frame.size();
      buffer = allocate(headerLength(length) + length);
      header(buffer, length);
      buffer.writeBytes(frame.text());
      frame.socketBuffer(buffer);
      used.add(frame);
    }
    return buffer;
  }

  private ByteBuf several(List<Frame> frames, boolean array) {
    if (last != null && lastIsArray == array && isLast(frames)) {
      return last;
    }
    if (last != null) {
      forgetLast();
    }
    last = array ? asArray(frames) : asMessages(frames);
    lastIsArray = array;
    lastFrames.addAll(frames);
    return last;
  }

  private boolean isLast(List<Frame> frames) {
    if (frames.size() != lastFrames.size()) {
      return false;
    }
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i) != lastFrames.get(i)) {
        return false;
      }
    }
    return true;
  }

  private void forgetLast() {
    last.release();
    last = null;
    lastFrames.clear();
  }

  private static ByteBuf asMessages(List<Frame> frames) {
    int size = 0;
    for (Frame frame : frames) {
      size += headerLength(frame.size()) + frame.size();
    }
    ByteBuf buffer = allocate(size);
    for (Frame frame : frames) {
      header(buffer, frame.size());
      buffer.writeBytes(frame.text());
    }
    return buffer;
  }

  private static ByteBuf asArray(List<Frame> frames) {
    int length = 1 + frames.size();
    for (Frame frame : frames) {
      length += frame.size();
    }
    ByteBuf buffer = allocate(headerLength(length) + length);
    header(buffer, length);
    char before = '[';
    for (Frame frame : frames) {
      buffer.writeByte(before);
      buffer.writeBytes(frame.text());
      before = ',';
    }
    return buffer.writeByte(']');
  }

  private static ByteBuf allocate(int size) {
    return PooledByteBufAllocator.DEFAULT.directBuffer(size, size);
  }

  private static int headerLength(int length) {
    return length <= SHORT ? 2 : length <= MEDIUM ? 4 : 10;
  }

  private static void header(ByteBuf buffer, int length) {
    buffer.writeByte(FINAL_TEXT);
    if (length <= SHORT) {
      buffer.writeByte(length);
    } else if (length <= MEDIUM) {
      buffer.writeByte(MEDIUM_MARK).writeShort(length);
    } else {
      buffer.writeByte(LONG_MARK).writeLong(length);
    }
  }
}
