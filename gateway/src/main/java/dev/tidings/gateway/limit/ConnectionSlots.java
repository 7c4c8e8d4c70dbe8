package dev.tidings.gateway.limit;

import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts connections, of whatever transport. A connection takes a slot before its token is looked
 * at, {@linkplain Slot#identify names its user} when it has been, and {@linkplain Slot#release
 * releases} the slot when the transport is gone. Safe for use by several threads.
 */
@Singleton
public final class ConnectionSlots {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  /** What is counted. The key of all connections is the record without a name. */
  private sealed interface Counted {
    record All() implements Counted {}

    record Address(ClientAddress address) implements Counted {}

    record Workspace(String name) implements Counted {}

    record User(String workspace, String id) implements Counted {}

    record Unauthenticated() implements Counted {}

    record UnauthenticatedAddress(ClientAddress address) implements Counted {}
  }

  private static final Counted ALL = new Counted.All();
  private static final Counted UNAUTHENTICATED = new Counted.Unauthenticated();

  private final LimitsConfig limits;
  private final MeterRegistry metrics;
  private final Map<Counted, Integer> counts = new HashMap<>();

  ConnectionSlots(LimitsConfig limits, MeterRegistry metrics) {
    this.limits = limits;
    this.metrics = metrics;
    gauge("tidings.gateway.slots", ALL);
    gauge("tidings.gateway.slots.unauthenticated", UNAUTHENTICATED);
  }

  private void gauge(String name, Counted what) {
    Gauge.builder(name, this, slots -> slots.count(what)).register(metrics);
  }

  /** A connection's place, from its handshake to its end. Safe for use by several threads. */
  public final class Slot {

    private final ClientAddress address;
    private boolean anonymous;
    private CurrentUser user;
    private boolean released;

    private Slot(ClientAddress address) {
      this.address = address;
    }

    /**
     * The connection is a user's; it counts as theirs from now on.
     *
     * @throws ProblemException {@code too-many-connections} if the user or the workspace has as
     *     many as it may; the slot stays as it was
     */
    public void identify(CurrentUser caller) {
      synchronized (ConnectionSlots.this) {
        if (released || user != null) {
          return;
        }
        var theirs = new Counted.User(caller.workspace(), caller.id());
        var workspace = new Counted.Workspace(caller.workspace());
        check(theirs, limits.connectionsPerUser(), "The user has as many connections as one may.");
        check(
            workspace,
            limits.connectionsPerWorkspace(),
            "The workspace has as many connections as one may.");
        add(theirs, 1);
        add(workspace, 1);
        user = caller;
        if (anonymous) {
          anonymous = false;
          addAnonymous(-1);
        }
      }
    }

    /**
     * The connection will show its token later.
     *
     * @throws ProblemException {@code too-many-connections} if too many are like that
     */
    public void anonymous() {
      synchronized (ConnectionSlots.this) {
        check(
            UNAUTHENTICATED,
            limits.unauthenticated(),
            "Too many connections have not shown a token yet.");
        check(
            new Counted.UnauthenticatedAddress(address),
            limits.unauthenticatedPerAddress(),
            "Too many connections from this address have not shown a token yet.");
        anonymous = true;
        addAnonymous(1);
      }
    }

    /** The connection is gone; may be said again. */
    public void release() {
      synchronized (ConnectionSlots.this) {
        if (released) {
          return;
        }
        released = true;
        add(ALL, -1);
        add(new Counted.Address(address), -1);
        if (user != null) {
          add(new Counted.User(user.workspace(), user.id()), -1);
          add(new Counted.Workspace(user.workspace()), -1);
        }
        if (anonymous) {
          addAnonymous(-1);
        }
      }
    }

    private void addAnonymous(int change) {
      add(UNAUTHENTICATED, change);
      add(new Counted.UnauthenticatedAddress(address), change);
    }
  }

  /**
   * Takes a slot for a connection from the address.
   *
   * @throws ProblemException {@code too-many-connections} if there is none left
   */
  public synchronized Slot take(ClientAddress address) {
    check(ALL, limits.connections(), "The gateway has as many connections as it may.");
    check(
        new Counted.Address(address),
        limits.connectionsPerAddress(),
        "The address has as many connections as one may.");
    add(ALL, 1);
    add(new Counted.Address(address), 1);
    return new Slot(address);
  }

  /** How many connections hold a slot. */
  public int taken() {
    return count(ALL);
  }

  /** How many different things are counted right now; nothing is kept of what is gone. */
  synchronized int size() {
    return counts.size();
  }

  private synchronized int count(Counted what) {
    return counts.getOrDefault(what, 0);
  }

  private void check(Counted what, int limit, String detail) {
    if (counts.getOrDefault(what, 0) >= limit) {
      metrics
          .counter("tidings.gateway.refused", "limit", what.getClass().getSimpleName())
          .increment();
      throw new ProblemException(LimitProblem.TOO_MANY_CONNECTIONS, detail).retryAfter(RETRY_AFTER);
    }
  }

  private void add(Counted what, int change) {
    counts.merge(what, change, (before, by) -> before + by == 0 ? null : before + by);
  }
}
