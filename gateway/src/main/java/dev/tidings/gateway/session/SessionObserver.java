package dev.tidings.gateway.session;

/** Told about sessions as they begin. */
public interface SessionObserver {

  /** The session is registered; nothing was sent to its client yet. Must not block. */
  void opened(Session session);
}
