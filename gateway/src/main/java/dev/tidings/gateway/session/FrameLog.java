package dev.tidings.gateway.session;

import dev.tidings.gateway.protocol.Decoded;
import dev.tidings.gateway.protocol.ServerFrame;

/** Sees a session's frames pass, on the threads that send and receive them. Must not block. */
public interface FrameLog {

  /** Sees nothing. */
  FrameLog NONE = new NoFrameLog();

  /** The client has sent something; it has had no effect yet. */
  void received(Session session, Decoded decoded);

  /** A frame goes to the client, after those before it. */
  void sent(Session session, ServerFrame frame);
}
