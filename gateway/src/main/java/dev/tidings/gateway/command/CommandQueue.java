package dev.tidings.gateway.command;

import java.util.ArrayDeque;
import java.util.Queue;

/** Runs a session's commands in order, on one virtual thread at a time. */
public final class CommandQueue {

  private final int capacity;

  /** Null while there is nothing to do, as in most sessions most of the time. */
  private Queue<Runnable> waiting;

  private boolean closed;

  /**
   * @param capacity how many commands may wait
   */
  public CommandQueue(int capacity) {
    this.capacity = capacity;
  }

  /**
   * Runs the command after those before it; false if too many wait. It must not throw. Does nothing
   * after the end: the client has no answer, and what it asked for has no effect.
   */
  synchronized boolean offer(Runnable command) {
    if (closed) {
      return true;
    }
    if (waiting == null) {
      waiting = new ArrayDeque<>(1);
      Thread.ofVirtual().name("commands").start(this::run);
    } else if (waiting.size() >= capacity) {
      return false;
    }
    waiting.add(command);
    return true;
  }

  /** Takes no further command, if none is under way; false if one is. */
  public synchronized boolean closeIfIdle() {
    closed = waiting == null;
    return closed;
  }

  private void run() {
    Runnable command;
    while ((command = next()) != null) {
      command.run();
    }
  }

  private synchronized Runnable next() {
    Runnable next = waiting.poll();
    if (next == null) {
      waiting = null;
    }
    return next;
  }
}
