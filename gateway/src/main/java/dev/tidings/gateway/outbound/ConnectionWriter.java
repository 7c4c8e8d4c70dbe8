package dev.tidings.gateway.outbound;

import java.util.List;

/**
 * The seam to a transport, as narrow as it can be. Everything but {@link #ping} and {@link #close}
 * is called on the lane's thread only, and nothing blocks.
 *
 * <p>A transport is one class: it turns frames into bytes and knows when they have left. What
 * waits, in which order, how much may, and what is given up under pressure is {@link Outbound}'s.
 * {@link SocketWriter} writes {@link Frame#text} as WebSocket messages. A transport over HTTP
 * (server-sent events, long-polling) takes the lane of its connection's event loop, writes {@link
 * Frame#text} with what its format puts around it, and reads a frame's type, channel and position
 * from {@link Frame#content}. A request that is not open, as between two polls, is a connection
 * that has not taken what was written: {@link #write} answers false, and {@link #whenSent} runs its
 * task when the next request has taken it.
 */
public interface ConnectionWriter {

  /** The lane of the connection's event loop; always the same. */
  Lane lane();

  /**
   * Writes the frames, in order, with one flush.
   *
   * @param frames at least one; the list is used again afterwards
   * @return whether everything that was ever written has left for the kernel. If not, nothing is
   *     written until {@link #whenSent} says so
   */
  boolean write(List<Frame> frames);

  /** Runs the task once, on the lane, when all that was written has left, or never will. */
  void whenSent(Runnable task);

  /** Asks the peer for a sign of life. From any thread. */
  void ping();

  /**
   * Closes with a code and a reason, a few ASCII characters, and cuts the connection if the peer
   * doesn't follow. Nothing is written afterwards.
   */
  void close(int code, String reason);
}
