package dev.tidings.gateway.session;

import dev.tidings.gateway.protocol.Decoded;
import dev.tidings.gateway.protocol.ServerFrame;

/** For the sessions that nobody looks at, which is nearly all. */
final class NoFrameLog implements FrameLog {

  @Override
  public void received(Session session, Decoded decoded) {
    // nobody looks
  }

  @Override
  public void sent(Session session, ServerFrame frame) {
    // nobody looks
  }
}
