package dev.tidings.bench.analytics;

import dev.tidings.bench.chat.RestConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Page views of many visitors over some connections, each sent when the one before is answered. */
final class HitLoad {

  /** As browsers send them; each request adds the address of a visitor. */
  private static final List<String> HEADERS =
      List.of(
          "Origin: http://localhost:3000",
          "Accept: */*",
          "Accept-Language: de-DE",
          "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");

  private static final int CONNECTIONS = 16;
  private static final int ACCEPTED = 202;
  private static final int REQUESTS_OF_A_VISITOR = 3;
  private static final int PAGES = 97;

  private final InetSocketAddress service;
  private final String page;
  private final int hitsOfARequest;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /**
   * A load that has not begun.
   *
   * @param page the address that those of the pages begin with
   * @param hitsOfARequest one by {@code pageview}, several by {@code hits}
   */
  HitLoad(InetSocketAddress service, String page, int hitsOfARequest) {
    this.service = service;
    this.page = page;
    this.hitsOfARequest = hitsOfARequest;
  }

  /**
   * Sends for a time.
   *
   * @return how many hits were accepted
   * @throws IOException if the service did not accept all of them
   */
  long run(Duration time) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    var senders = new ArrayList<Thread>();
    for (int i = 0; i < CONNECTIONS; i++) {
      senders.add(Thread.ofPlatform().daemon().name("hit-load").start(() -> send(end)));
    }
    for (Thread sender : senders) {
      sender.join();
    }
    if (failed.get() > 0) {
      throw new IOException(failed + " requests were not accepted");
    }
    return accepted.get();
  }

  private void send(long end) {
    try (var connection = new RestConnection(service, HEADERS)) {
      while (System.nanoTime() < end) {
        long number = sent.getAndIncrement();
        RestConnection.Answer answer =
            connection.post(path(), body(number), "X-Forwarded-For: " + address(number) + "\r\n");
        if (answer.status() == ACCEPTED) {
          accepted.addAndGet(hitsOfARequest);
        } else {
          failed.incrementAndGet();
        }
      }
    } catch (IOException e) {
      failed.incrementAndGet();
    }
  }

  private String path() {
    return "/api/analytics/" + (hitsOfARequest == 1 ? "pageview" : "hits");
  }

  private String body(long number) {
    if (hitsOfARequest == 1) {
      return "{\"site\":\"default\",\"pageUrl\":\"%s%d\",\"pageTitle\":\"A page of the site\"}"
          .formatted(page, number % PAGES);
    }
    return "{\"site\":\"default\",\"hits\":[%s]}"
        .formatted(
            IntStream.range(0, hitsOfARequest)
                .mapToObj(
                    i ->
                        "{\"type\":\"pageview\",\"url\":\"%s%d\",\"title\":\"A page of the site\"}"
                            .formatted(page, (number + i) % PAGES))
                .collect(Collectors.joining(",")));
  }

  /** Of a private network of addresses, which no database of countries knows. */
  private static String address(long number) {
    long visitor = number / REQUESTS_OF_A_VISITOR;
    return "10.%d.%d.%d".formatted(visitor >> 16 & 0xff, visitor >> 8 & 0xff, visitor & 0xff);
  }
}
