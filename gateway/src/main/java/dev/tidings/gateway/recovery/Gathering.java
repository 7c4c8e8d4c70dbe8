package dev.tidings.gateway.recovery;

import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.access.NamespacesConfig;
import dev.tidings.gateway.fanout.LogPositions;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.subscription.ChannelKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;

/** Finds what a client missed: in the window, and in Kafka where the window doesn't reach. */
@Singleton
final class Gathering {

  /** How often the window may move on while Kafka is read, until it is not worth going on. */
  private static final int ATTEMPTS = 5;

  private static final long BEHIND_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final LogPositions positions;
  private final EventWindow window;
  private final PastEvents past;
  private final ChannelPolicy policy;
  private final RecoveryConfig config;
  private final Clock clock;

  Gathering(
      LogPositions positions,
      EventWindow window,
      PastEvents past,
      ChannelPolicy policy,
      RecoveryConfig config,
      Clock clock) {
    this.positions = positions;
    this.window = window;
    this.past = past;
    this.policy = policy;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What was found.
   *
   * @param events in an order in which each log's are in its own
   * @param end up to where was looked: nothing that it covers is missing when the events were given
   * @param tier where they were
   */
  record Gathered(List<Missed> events, Cursor end, RecoveryMetrics.Tier tier) {}

  /** Where the channel stands; exact while it is held. */
  Position now(ChannelKey key) {
    return positions.of(key);
  }

  /** What may be replayed of the channel now. */
  ReplayLimits limits(ChannelKey key) {
    NamespacesConfig.History history = policy.history(key.channel().namespace());
    return new ReplayLimits(
        history.maxEvents(),
        history.maxBytes().asLongValue(),
        clock.millis() - history.maxAge().toMillis());
  }

  /** What the window says; exact while the channel is held. */
  WindowReading window(ChannelKey key, Cursor from) {
    return window.read(key, positions.logs(key), from, null, limits(key));
  }

  /** Whether the channel had no event beyond the position; exact while it is held. */
  boolean isQuietSince(ChannelKey key, Position position) {
    return window.isQuietSince(key, position);
  }

  /** Whether the position is of the logs as they are now. */
  boolean isOfNow(ChannelKey key, Position position) {
    Position now = positions.of(key);
    return now.epoch().equals(position.epoch()) && now.also().size() == position.also().size();
  }

  /** Whether this replica has read all that the position covers. */
  boolean hasReached(ChannelKey key, Position position) {
    return positions.of(key).covers(position);
  }

  /**
   * Waits until this replica has read all that the position covers: the client got it from another
   * one. For virtual threads.
   */
  void awaitReached(Session session, ChannelKey key, Position position)
      throws RecoveryRefusedException {
    long deadline = System.nanoTime() + config.behindTimeout().toNanos();
    while (!hasReached(key, position)) {
      if (!isOfNow(key, position)) {
        throw new RecoveryRefusedException(RefusalReason.UNKNOWN_EPOCH);
      }
      if (session.isClosed() || System.nanoTime() - deadline > 0) {
        throw new RecoveryRefusedException(RefusalReason.UNAVAILABLE);
      }
      LockSupport.parkNanos(BEHIND_POLL_NANOS);
    }
  }

  /**
   * What a client missed. Blocks; for virtual threads.
   *
   * @param since what it has
   * @param until what it has beyond that; null for nothing
   */
  Gathered gather(ChannelKey key, Cursor since, Cursor until) throws RecoveryRefusedException {
    ReplayLimits limits = limits(key);
    Cursor end = since.copy();
    Map<Integer, List<RecordedEvent>> scanned = new LinkedHashMap<>();
    Set<String> ids = new HashSet<>();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<TopicPartition> logs = positions.logs(key);
      switch (window.read(key, logs, end, until, limits)) {
        case WindowReading.Excess() ->
            throw new RecoveryRefusedException(RefusalReason.TOO_MANY_MISSED);
        case WindowReading.Complete(List<Missed> recent) -> {
          if (!isOfNow(key, since.position())) {
            throw new RecoveryRefusedException(RefusalReason.UNKNOWN_EPOCH);
          }
          List<Missed> events = merge(scanned, until);
          recent.stream().filter(each -> !ids.contains(each.event().id())).forEach(events::add);
          RefusalReason excess = limits.excess(events);
          if (excess != null) {
            throw new RecoveryRefusedException(excess);
          }
          recent.forEach(end::cover);
          return new Gathered(
              events, end, attempt == 0 ? RecoveryMetrics.Tier.WINDOW : RecoveryMetrics.Tier.LOG);
        }
        case WindowReading.Incomplete(List<Integer> incomplete) ->
            scan(key, logs, incomplete, end, limits)
                .forEach(
                    (log, found) -> {
                      scanned.computeIfAbsent(log, l -> new ArrayList<>()).addAll(found.events());
                      ids.addAll(found.ids());
                      end.cover(log, found.end() - 1);
                    });
      }
    }
    throw new RecoveryRefusedException(RefusalReason.UNAVAILABLE);
  }

  private Map<Integer, Scanned> scan(
      ChannelKey key,
      List<TopicPartition> logs,
      List<Integer> incomplete,
      Cursor from,
      ReplayLimits limits)
      throws RecoveryRefusedException {
    Map<Integer, CompletableFuture<Scanned>> asked = new LinkedHashMap<>();
    for (int log : incomplete) {
      asked.put(log, past.scan(logs.get(log), key, from.offset(log) + 1, limits));
    }
    var found = new LinkedHashMap<Integer, Scanned>();
    try {
      for (var each : asked.entrySet()) {
        found.put(
            each.getKey(),
            each.getValue().get(config.scanTimeout().toMillis(), TimeUnit.MILLISECONDS));
      }
      return found;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RecoveryRefusedException refused
          ? refused
          : new RecoveryRefusedException(RefusalReason.UNAVAILABLE);
    } catch (TimeoutException e) {
      throw new RecoveryRefusedException(RefusalReason.UNAVAILABLE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RecoveryRefusedException(RefusalReason.UNAVAILABLE);
    } finally {
      asked.values().forEach(future -> future.cancel(false));
    }
  }

  /** Several logs' events by time, each log's in its own order. */
  private static List<Missed> merge(Map<Integer, List<RecordedEvent>> scanned, Cursor until) {
    var queues = new ArrayList<ArrayDeque<Missed>>();
    scanned.forEach(
        (log, events) -> {
          var queue = new ArrayDeque<Missed>();
          events.stream()
              .filter(event -> until == null || event.offset() <= until.offset(log))
              .forEach(event -> queue.add(new Missed(log, event, null)));
          queues.add(queue);
        });
    var merged = new ArrayList<Missed>();
    while (true) {
      ArrayDeque<Missed> next = null;
      for (ArrayDeque<Missed> queue : queues) {
        if (!queue.isEmpty()
            && (next == null
                || queue.getFirst().event().timestamp() < next.getFirst().event().timestamp())) {
          next = queue;
        }
      }
      if (next == null) {
        return merged;
      }
      merged.add(next.removeFirst());
    }
  }
}
