package dev.tidings.gateway.outbound;

import java.util.List;
import java.util.function.Consumer;

/** The transport, as narrow as it can be: everything runs on the connection's own thread. */
public interface ConnectionWriter {

  /** Runs the task on the connection's thread, later, in the order of the calls. */
  void execute(Runnable task);

  /**
   * Writes the frames, in order, with one flush. On the connection's thread only.
   *
   * @param frames whole frames in UTF-8; shared with other connections, never changed
   * @param done told on the connection's thread whether the last byte has left for the kernel
   */
  void write(List<byte[]> frames, Consumer<Boolean> done);

  /** Asks the peer for a sign of life. From any thread. */
  void ping();

  /** Closes with a code and a reason, and cuts the connection if the peer doesn't follow. */
  void close(int code, String reason);
}
