package dev.tidings.gateway.command;

import java.util.ArrayDeque;
import java.util.Queue;

/** Runs a session's commands in order, on one virtual thread at a time. */
public final class CommandQueue {

  private final int capacity;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean running;
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
    if (waiting.size() >= capacity) {
      return false;
    }
    waiting.add(command);
    if (!running) {
      running = true;
      Thread.ofVirtual().name("commands").start(this::run);
    }
    return true;
  }

  /** Takes no further command, if none is under way; false if one is. */
  public synchronized boolean closeIfIdle() {
    closed = !running;
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
    running = next != null;
    return next;
  }
}
