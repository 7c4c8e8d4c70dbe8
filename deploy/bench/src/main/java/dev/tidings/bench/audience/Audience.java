package dev.tidings.bench.audience;

import dev.tidings.bench.measure.Latencies;
import dev.tidings.bench.measure.Ledger;
import dev.tidings.bench.measure.PeakRate;
import dev.tidings.bench.server.Notice;
import dev.tidings.bench.server.Seat;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.wire.ClientLoop;
import dev.tidings.bench.wire.Closure;
import dev.tidings.bench.wire.Handshake;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The subscribers of a run. Public methods are called from any thread but the loop's, the others in
 * the loop's thread.
 */
public final class Audience implements AutoCloseable {

  private static final int DIGITS = 3;

  /** So many connections may be on their way at once. */
  private static final int WINDOW = 100;

  /** A stalled reader's receive buffer: little, so that it is the server that has to hold back. */
  private static final int STALLED_RECEIVE_BYTES = 4 << 10;

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
  private static final int MOST_DOUBLINGS = 4;

  private final ClientLoop loop;
  private final Target target;
  private final AudiencePlan plan;
  private final Ledger ledger;
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final Queue<Subscriber> waiting = new ArrayDeque<>();
  private final Map<String, Integer> refusals = new TreeMap<>();
  private final Map<String, Integer> closures = new TreeMap<>();
  private final Map<String, Integer> stalledClosures = new TreeMap<>();
  private final Histogram returnMicros = new Histogram(DIGITS);
  private final Random jitter = new Random(1);
  private final CountDownLatch arrived;
  private final Runnable announce;

  private int connecting;
  private int ready;
  private int unrecovered;
  private int resyncs;
  private long lastReturn;
  private long lastGone;
  private boolean closing;
  private PeakRate leaveNotices = new PeakRate(System.nanoTime());
  private PeakRate attempts = new PeakRate(System.nanoTime());
  private CountDownLatch complete = new CountDownLatch(0);

  private Audience(ClientLoop loop, Target target, AudiencePlan plan, Ledger ledger) {
    this.loop = loop;
    this.target = target;
    this.plan = plan;
    this.ledger = ledger;
    this.arrived = new CountDownLatch(plan.subscribers());
    this.announce = ledger::announce;
  }

  /** An audience whose members have what they need and are not connected yet. */
  public static Audience prepare(ClientLoop loop, Target target, AudiencePlan plan, Ledger ledger)
      throws InterruptedException {
    var audience = new Audience(loop, target, plan, ledger);
    List<Seat> seats = plan.seats();
    target.prepare(seats);
    Ledger uncounted = ledger.empty();
    for (Seat seat : seats) {
      boolean stalls = seat.number() < plan.stalled();
      audience.subscribers.add(
          new Subscriber(
              audience,
              stalls ? uncounted : ledger,
              target.conversation(seat),
              seat.number() % plan.channels(),
              stalls));
    }
    loop.execute(() -> loop.afterEachRound(audience.announce));
    return audience;
  }

  /** How connecting went. */
  public record Arrival(double seconds, int ready, Map<String, Integer> refusals) {

    /** How many were refused or failed. */
    public int failed() {
      return refusals.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Connects everybody and returns when each is ready or has failed, or the time is over. */
  public Arrival connect(Duration patience) throws InterruptedException {
    long begin = System.nanoTime();
    loop.execute(
        () -> {
          waiting.addAll(subscribers);
          connectWaiting();
        });
    boolean all = arrived.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    double seconds = (System.nanoTime() - begin) / 1e9;
    return loop.call(
        () -> {
          var counted = new TreeMap<>(refusals);
          if (!all) {
            counted.put("not ready in time", (int) arrived.getCount());
          }
          return new Arrival(seconds, ready, counted);
        });
  }

  private void connectWaiting() {
    while (!closing && connecting < WINDOW && !waiting.isEmpty()) {
      Subscriber next = waiting.poll();
      connecting++;
      attempts.happened(System.nanoTime());
      var conversation = next.conversation();
      next.connected(
          loop.connect(
              target.address(),
              Handshake.request(target.address(), conversation.path(), conversation.headers()),
              next,
              next.stalls() ? STALLED_RECEIVE_BYTES : 0));
    }
  }

  void ready(Subscriber subscriber, boolean recovered) {
    connecting--;
    ready++;
    if (!recovered) {
      unrecovered++;
    }
    if (subscriber.wasEverReady()) {
      lastReturn = System.nanoTime();
      returnMicros.recordValue((lastReturn - subscriber.goneSince()) / 1_000);
      complete.countDown();
    } else {
      arrived.countDown();
    }
    connectWaiting();
  }

  void gone(
      Subscriber subscriber,
      boolean wasReady,
      Closure closure,
      String reason,
      Notice.Disconnect advice) {
    if (wasReady) {
      ready--;
      lastGone = subscriber.goneSince();
    } else {
      connecting--;
    }
    if (closing) {
      return;
    }
    boolean own = wasReady && closure instanceof Closure.ByClient;
    if (wasReady && !own) {
      (subscriber.stalls() ? stalledClosures : closures).merge(reason, 1, Integer::sum);
    }
    if (plan.returning() && subscriber.wasEverReady()) {
      comeBack(subscriber, own ? Duration.ZERO : delay(subscriber, advice));
    } else if (!wasReady) {
      refusals.merge(reason, 1, Integer::sum);
      arrived.countDown();
    }
    connectWaiting();
  }

  private Duration delay(Subscriber subscriber, Notice.Disconnect advice) {
    return advice == null ? backOff(subscriber) : advice.reconnectAfter();
  }

  private void comeBack(Subscriber subscriber, Duration delay) {
    loop.schedule(
        delay,
        () -> {
          waiting.add(subscriber);
          connectWaiting();
        });
  }

  /** Exponential, with full jitter, as the protocol asks for. */
  private Duration backOff(Subscriber subscriber) {
    long most = FIRST_BACK_OFF.toMillis() << Math.min(subscriber.failures(), MOST_DOUBLINGS);
    return Duration.ofMillis(jitter.nextLong(most));
  }

  void resynced() {
    resyncs++;
  }

  void toldToLeave() {
    leaveNotices.happened(System.nanoTime());
  }

  /** Begins to count returns anew; everybody is expected to come back once. */
  public void expectReturns() throws InterruptedException {
    loop.call(
        () -> {
          complete = new CountDownLatch(plan.subscribers());
          returnMicros.reset();
          unrecovered = 0;
          leaveNotices = new PeakRate(System.nanoTime());
          attempts = new PeakRate(System.nanoTime());
          return null;
        });
  }

  /** Breaks every connection at once, without a word. */
  public void dropAll() {
    loop.execute(
        () -> {
          for (Subscriber each : subscribers) {
            if (each.isReady()) {
              each.link().drop();
            }
          }
        });
  }

  /** Waits until everybody has come back; returns whether that is so. */
  public boolean awaitReturns(Duration patience) throws InterruptedException {
    return complete.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Seconds from a time to the last return so far. */
  public double secondsUntilComplete(long begin) throws InterruptedException {
    return loop.call(() -> Math.max(0, lastReturn - begin) / 1e9);
  }

  /** Seconds from a time to the last end of a connection so far. */
  public double secondsUntilGone(long begin) throws InterruptedException {
    return loop.call(() -> Math.max(0, lastGone - begin) / 1e9);
  }

  /**
   * How everybody came back.
   *
   * @param returned connections that were ready again
   * @param missing subscribers without a ready connection now
   * @param unrecovered times the server said that it can't give what was missed
   * @param times from the end of a connection to the next one's being ready
   * @param told connections that were told to leave before they were closed
   * @param toldSeconds from the first to the last of them
   * @param toldPerSecond the most of them within a second
   * @param attemptsPerSecond the most connection attempts within a second
   */
  public record Returns(
      long returned,
      int missing,
      int unrecovered,
      Latencies times,
      long told,
      double toldSeconds,
      long toldPerSecond,
      long attemptsPerSecond) {}

  /** What has happened since {@link #expectReturns()}. */
  public Returns returns() throws InterruptedException {
    return loop.call(
        () ->
            new Returns(
                returnMicros.getTotalCount(),
                plan.subscribers() - ready,
                unrecovered,
                Latencies.of(returnMicros),
                leaveNotices.count(),
                leaveNotices.seconds(),
                leaveNotices.perSecond(),
                attempts.perSecond()));
  }

  /** Messages that those who read have not got, of the numbers published per channel. */
  public long missing(int[] published) throws InterruptedException {
    return loop.call(
        () -> {
          long missing = 0;
          for (Subscriber each : subscribers) {
            if (!each.stalls() && each.wasEverReady()) {
              missing += each.missing(published[each.channel()]);
            }
          }
          return missing;
        });
  }

  /** Connections of those who read that the server ended, by reason. */
  public Map<String, Integer> closures() throws InterruptedException {
    return loop.call(() -> new TreeMap<>(closures));
  }

  /** Connections of those who stopped to read that the server ended, by reason. */
  public Map<String, Integer> stalledClosures() throws InterruptedException {
    return loop.call(() -> new TreeMap<>(stalledClosures));
  }

  /** How often the server said that it left messages out. */
  public int resyncs() throws InterruptedException {
    return loop.call(() -> resyncs);
  }

  /** Bytes read from all present connections. */
  public long bytesReceived() throws InterruptedException {
    return loop.call(
        () ->
            subscribers.stream()
                .filter(each -> each.link() != null && !each.stalls())
                .mapToLong(each -> each.link().bytesReceived())
                .sum());
  }

  /** Has the stalled read again what was left for them. */
  public void resumeStalled() throws InterruptedException {
    loop.call(
        () -> {
          for (Subscriber each : subscribers) {
            if (each.stalls() && each.isReady()) {
              each.link().resume();
            }
          }
          return null;
        });
  }

  /** Says goodbye for everybody. */
  @Override
  public void close() {
    try {
      loop.call(
          () -> {
            closing = true;
            loop.noLongerAfterEachRound(announce);
            for (Subscriber each : subscribers) {
              if (each.link() != null) {
                each.link().close();
              }
            }
            return null;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
