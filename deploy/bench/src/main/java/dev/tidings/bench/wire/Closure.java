package dev.tidings.bench.wire;

/** Why a link is gone. */
public sealed interface Closure {

  /** The server answered the handshake with another status than 101. */
  record Refused(int status) implements Closure {
    @Override
    public String toString() {
      return "refused with " + status;
    }
  }

  /** The server sent a close frame; 1005 is one without a code. */
  record ByServer(int code) implements Closure {
    @Override
    public String toString() {
      return "closed with " + code;
    }
  }

  /** This side closed it. */
  record ByClient() implements Closure {
    @Override
    public String toString() {
      return "closed by the client";
    }
  }

  /** The connection broke, or the server broke the protocol. */
  record Broken(String reason) implements Closure {
    @Override
    public String toString() {
      return reason;
    }
  }
}
