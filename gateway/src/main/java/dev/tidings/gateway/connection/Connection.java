package dev.tidings.gateway.connection;

import dev.tidings.gateway.command.CommandQueue;
import dev.tidings.gateway.limit.Traffic;
import dev.tidings.gateway.outbound.ConnectionWriter;
import dev.tidings.gateway.session.Session;

/**
 * A session's connection as its transport and the sweep see it. Times are the clock's milliseconds.
 */
public final class Connection {

  private final Session session;
  private final ConnectionWriter writer;
  private final CommandQueue commands;
  private final Traffic traffic;
  private volatile long lastHeard;
  private volatile long endedAt;

  /** Touched by the sweep only. */
  private long lastPing;

  Connection(
      Session session, ConnectionWriter writer, CommandQueue commands, Traffic traffic, long now) {
    this.session = session;
    this.writer = writer;
    this.commands = commands;
    this.traffic = traffic;
    this.lastHeard = now;
    this.lastPing = now;
  }

  /** What the connection is for. */
  public Session session() {
    return session;
  }

  /** What the client has asked for and waits to be done. */
  CommandQueue commands() {
    return commands;
  }

  /** What the client has sent lately. */
  Traffic traffic() {
    return traffic;
  }

  /** The client has shown that it lives. */
  public void heard(long now) {
    lastHeard = now;
  }

  long silentSince() {
    return lastHeard;
  }

  /** Looks after a connection that goes on. */
  void tend(long now, long heartbeatMs) {
    if (now - lastPing >= heartbeatMs) {
      lastPing = now;
      writer.ping();
    }
  }

  /** When its end began; 0 while it lives. */
  long endedAt() {
    return endedAt;
  }

  void ended(long now) {
    endedAt = now;
  }
}
