package dev.tidings.gateway.subscription;

/** Somebody who gets events. Compared by identity. */
public interface Subscriber {

  /** Takes a frame without blocking, in the order of the calls. */
  void deliver(byte[] frame);
}
