package dev.tidings.gateway.subscription;

import dev.tidings.gateway.outbound.Frame;
import dev.tidings.gateway.outbound.Lane;
import dev.tidings.platform.event.Channel;

/** Somebody who gets events. Compared by identity. */
public interface Subscriber {

  /** The lane on which everything is handed over; always the same. */
  Lane lane();

  /** Takes a frame without blocking, in the order of the calls. On the lane's thread. */
  void deliver(Frame frame);

  /** No event of the channel follows. On the lane's thread. */
  void left(Channel channel);
}
