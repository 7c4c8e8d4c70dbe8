package dev.tidings.platform.embedded.shared;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Counts who needs this process: one open connection is one lease, which the operating system ends
 * however its holder ends. A granted lease is one byte; a connection that gets none came too late.
 */
final class Leases implements AutoCloseable {

  static final byte[] GRANTED = "+".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listener;
  private final Duration idle;
  private int held;
  private long idleSince;
  private boolean over;

  Leases(Duration idle) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.idle = idle;
    Thread.ofVirtual().name("leases").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /**
   * Returns once there has been no lease for the idle time, counted from now; none is granted any
   * more then.
   */
  synchronized void awaitIdle() throws InterruptedException {
    idleSince = System.nanoTime();
    while (!over) {
      long left = idle.toNanos() - (System.nanoTime() - idleSince);
      if (held > 0) {
        wait();
      } else if (left > 0) {
        wait(left / 1_000_000 + 1);
      } else {
        over = true;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket holder = listener.accept();
        Thread.ofVirtual().start(() -> hold(holder));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void hold(Socket holder) {
    try (holder) {
      if (begin()) {
        try {
          holder.getOutputStream().write(GRANTED);
          holder.getInputStream().readAllBytes();
        } finally {
          end();
        }
      }
    } catch (IOException e) {
      // The holder's process has ended without closing its connection, which is as good an end.
    }
  }

  private synchronized boolean begin() {
    if (over) {
      return false;
    }
    held++;
    notifyAll();
    return true;
  }

  private synchronized void end() {
    held--;
    idleSince = System.nanoTime();
    notifyAll();
  }
}
