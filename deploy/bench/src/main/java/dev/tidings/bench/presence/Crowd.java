package dev.tidings.bench.presence;

import dev.tidings.bench.server.Seat;
import dev.tidings.bench.tidings.TidingsTarget;
import dev.tidings.bench.tidings.TokenOffice;
import dev.tidings.bench.wire.ClientLoop;
import dev.tidings.bench.wire.Closure;
import dev.tidings.bench.wire.Handshake;
import dev.tidings.bench.wire.Link;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Everybody of a workspace, and what they were sent. Lives in the loop's thread. */
final class Crowd {

  private final TidingsTarget target;
  private final ClientLoop loop;
  private final Supplier<InetSocketAddress> gateway;
  private final Random random = new Random(11);
  private final List<Seat> seats;
  private final List<Watcher> people;
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final Map<String, Integer> losses = new TreeMap<>();
  private Duration spread = Duration.ZERO;
  private long frames;
  private long bytes;
  private long gaps;
  private long strangers;
  private long flips;
  private boolean isOver = true;

  /** What everybody was sent and did, in all. */
  record Sent(long frames, long bytes, long gaps, long strangers, long flips) {

    Sent since(Sent before) {
      return new Sent(
          frames - before.frames,
          bytes - before.bytes,
          gaps - before.gaps,
          strangers - before.strangers,
          flips - before.flips);
    }
  }

  /**
   * Everybody of a workspace, who are not there yet.
   *
   * @param gateway which they connect to
   * @param watched how many each follows
   */
  Crowd(
      TidingsTarget target,
      ClientLoop loop,
      Supplier<InetSocketAddress> gateway,
      String workspace,
      int size,
      int watched) {
    this.target = target;
    this.loop = loop;
    this.gateway = gateway;
    this.seats = IntStream.range(0, size).mapToObj(i -> new Seat(i, workspace, "", true)).toList();
    this.people =
        IntStream.range(0, size)
            .mapToObj(
                i -> new Watcher(this, i, random.ints(0, size).distinct().limit(watched).toArray()))
            .toList();
  }

  static String user(int number) {
    return TokenOffice.user(new Seat(number, "", "", true));
  }

  List<Seat> seats() {
    return seats;
  }

  List<Watcher> people() {
    return people;
  }

  /** Everybody connects, evenly over the time. */
  void join(Duration over) {
    for (int i = 0; i < people.size(); i++) {
      loop.schedule(over.multipliedBy(i).dividedBy(people.size()), people.get(i)::connect);
    }
  }

  /** Whoever loses a connection from now on comes back at some moment within the time. */
  void comeBackWithin(Duration time) {
    spread = time;
  }

  Link connect(Watcher watcher) {
    String token = target.tokens().of(seats.get(watcher.number()));
    InetSocketAddress address = gateway.get();
    return loop.connect(
        address,
        Handshake.request(address, "/ws", List.of("Authorization: Bearer " + token)),
        watcher,
        0);
  }

  void later(Duration delay, Runnable task) {
    loop.schedule(delay, task);
  }

  void leave() {
    people.forEach(Watcher::leave);
  }

  /** What was sent up to now; refusals, losses and each person's frames are counted anew. */
  Sent begin() {
    refusals.clear();
    losses.clear();
    people.forEach(Watcher::countAnew);
    return sent();
  }

  /** Everybody is about to lose the connection, and counts as told again when it is back. */
  void untell() {
    people.forEach(Watcher::untell);
  }

  /** Somebody else goes away, or comes back, evenly over the time that each does so once. */
  void flip(Duration each, Duration lasting) {
    isOver = false;
    long count = people.size() * lasting.toMillis() / each.toMillis();
    for (int i = 0; i < count; i++) {
      loop.schedule(lasting.multipliedBy(i).dividedBy(count), this::flipAnybody);
    }
    loop.schedule(lasting, () -> isOver = true);
  }

  private void flipAnybody() {
    flips++;
    people.get(random.nextInt(people.size())).flip();
  }

  /** Whether everybody was told all that there is, and nothing more is about to happen. */
  boolean isComplete() {
    return isOver && people.stream().allMatch(Watcher::isTold);
  }

  /** The status that a person ought to have while everybody is connected. */
  String statusOf(int number) {
    return people.get(number).isIdle() ? "away" : "online";
  }

  long wrong() {
    return people.stream().mapToLong(Watcher::wrong).sum();
  }

  Sent sent() {
    return new Sent(frames, bytes, gaps, strangers, flips);
  }

  /** The most frames that one of them got since the beginning. */
  int mostFrames() {
    return people.stream().mapToInt(Watcher::frames).max().orElse(0);
  }

  Map<String, Integer> refusals() {
    return Map.copyOf(refusals);
  }

  Map<String, Integer> losses() {
    return Map.copyOf(losses);
  }

  void heard(int length) {
    frames++;
    bytes += length;
  }

  void gap() {
    gaps++;
  }

  void stranger() {
    strangers++;
  }

  void refused(String code) {
    refusals.merge(code, 1, Integer::sum);
  }

  void lost(Watcher watcher, Closure closure) {
    losses.merge(closure.toString(), 1, Integer::sum);
    Duration pause = Duration.ofMillis(random.nextLong(Math.max(1, spread.toMillis())));
    loop.schedule(pause, watcher::connect);
  }
}
