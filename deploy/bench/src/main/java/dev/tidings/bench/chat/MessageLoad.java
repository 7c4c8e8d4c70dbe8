package dev.tidings.bench.chat;

import dev.tidings.bench.measure.Latencies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * Sends messages by REST in a closed loop: each connection sends the next one when the one before
 * it is answered, to a room that it draws.
 *
 * @param tokens of the senders; each has a connection
 * @param rooms of which all senders are members
 * @param size characters of a message
 */
record MessageLoad(InetSocketAddress service, List<String> tokens, List<String> rooms, int size) {

  private static final int DIGITS = 3;
  private static final String PATH = "/api/chat/messages";

  /**
   * How it went.
   *
   * @param stored messages answered with 201
   * @param failed messages answered otherwise, or not at all
   * @param seconds until the last answer
   * @param micros from a request to its answer
   */
  record Outcome(long stored, long failed, double seconds, Latencies micros) {}

  /** The body of a request. */
  static String body(String room, String text, String clientId) {
    return "{\"roomId\":\"%s\",\"message\":\"%s\",\"clientMessageId\":\"%s\"}"
        .formatted(room, text, clientId);
  }

  /** A new id for each message. */
  static String newClientId() {
    return "b-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
  }

  /** Sends until the time is over or so many are on their way. */
  Outcome run(Duration longest, long most) throws InterruptedException {
    var left = new AtomicLong(most);
    var all = new Histogram(DIGITS);
    long stored = 0;
    long failed = 0;
    long begin = System.nanoTime();
    var loops = new ArrayList<Future<Loop>>();
    try (var threads = Executors.newFixedThreadPool(tokens.size())) {
      for (String token : tokens) {
        loops.add(threads.submit(new Loop(token, begin + longest.toNanos(), left)));
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    for (Future<Loop> each : loops) {
      try {
        Loop loop = each.get();
        stored += loop.stored;
        failed += loop.failed;
        all.add(loop.micros);
      } catch (ExecutionException e) {
        throw new IllegalStateException("chat-service can't be reached", e.getCause());
      }
    }
    return new Outcome(stored, failed, seconds, Latencies.of(all));
  }

  private final class Loop implements Callable<Loop> {

    private final String token;
    private final long end;
    private final AtomicLong left;
    private final Histogram micros = new Histogram(DIGITS);
    private final String text = "x".repeat(size);
    private long stored;
    private long failed;

    Loop(String token, long end, AtomicLong left) {
      this.token = token;
      this.end = end;
      this.left = left;
    }

    @Override
    public Loop call() throws IOException {
      try (var connection = new RestConnection(service, token)) {
        var random = ThreadLocalRandom.current();
        while (System.nanoTime() < end && left.getAndDecrement() > 0) {
          String body = body(rooms.get(random.nextInt(rooms.size())), text, newClientId());
          long begin = System.nanoTime();
          boolean created = connection.post(PATH, body).created();
          micros.recordValue((System.nanoTime() - begin) / 1_000);
          if (created) {
            stored++;
          } else {
            failed++;
          }
        }
      }
      return this;
    }
  }
}
