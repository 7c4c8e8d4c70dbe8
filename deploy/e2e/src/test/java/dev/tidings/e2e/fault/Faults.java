package dev.tidings.e2e.fault;

import org.junit.jupiter.api.Order;

/** The places of the fault tests after all others, which have the default order. */
final class Faults {

  static final int SERVICES = Order.DEFAULT + 1;
  static final int FAIL_OVER = Order.DEFAULT + 2;
  static final int SERVERS = Order.DEFAULT + 3;
  static final int ABSENCE = Order.DEFAULT + 4;
  static final int FLEET = Order.DEFAULT + 5;
  static final int PRESENCE = Order.DEFAULT + 6;
  static final int PRESENCE_REPLICAS = Order.DEFAULT + 7;
  static final int LAUNCHER = Integer.MAX_VALUE;

  /** 1 in the process that publishes a service's outbox, 0 in those that stand by. */
  static final String LEADER_METRIC = "tidings_outbox_leader";

  private Faults() {}
}
