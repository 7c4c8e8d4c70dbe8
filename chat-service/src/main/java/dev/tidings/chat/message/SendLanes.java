package dev.tidings.chat.message;

import dev.tidings.chat.ChatConfig;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Stores plain messages, those that come at the same time together: who comes to a lane that is
 * free stores its message at once; who comes meanwhile waits, and is then stored with all others
 * that wait by one of them, in one statement. So nobody waits for company, and the more come, the
 * less each costs. A room always has the same lane, so that its messages don't wait for its lock in
 * each other's way.
 *
 * <p>Everybody returns after the commit of their own message. Whoever holds a lane for longer than
 * a statement takes, because of a room that is locked, loses it to the next one who waits.
 *
 * <p>Safe for use by several threads; made for virtual ones, which wait cheaply.
 */
@ApplicationScoped
class SendLanes {

  private static final Duration LONG = Duration.ofMillis(50);
  private static final int MOST = 64;

  private final MessageWriter writer;
  private final BatchWriter batches;
  private final Clock clock;
  private final List<SendLane> lanes;
  private final DistributionSummary sizes;

  SendLanes(
      MessageWriter writer,
      BatchWriter batches,
      ChatConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.writer = writer;
    this.batches = batches;
    this.clock = clock;
    this.lanes =
        IntStream.range(0, config.sendLanes()).mapToObj(_ -> new SendLane(LONG, MOST)).toList();
    this.sizes =
        DistributionSummary.builder("tidings.chat.send.batch")
            .description("Messages that were stored by one statement")
            .register(metrics);
  }

  /**
   * Stores a message, as {@link MessageWriter#insert} does. Within a transaction it is stored by
   * itself: nobody else's message shall depend on how that ends.
   *
   * @return empty for the same reasons
   */
  Optional<MessageView> insert(PlainSend send) {
    if (QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      return alone(send);
    }
    SendLane lane = lanes.get(Math.floorMod(send.message().roomId().hashCode(), lanes.size()));
    var place = new SendLane.Place(send);
    if (lane.enter(place)) {
      // Who is on the way already comes first; if nobody is, this costs nothing.
      Thread.yield();
      return lead(lane, place);
    }
    return switch (await(lane, place)) {
      case SendLane.Turn.Stored(MessageView message) -> Optional.of(message);
      case SendLane.Turn.Alone() -> alone(send);
      case SendLane.Turn.Lead() -> lead(lane, place);
    };
  }

  private Optional<MessageView> lead(SendLane lane, SendLane.Place place) {
    MessageView stored;
    try {
      List<SendLane.Place> others = lane.takeOthers(place);
      if (others.isEmpty()) {
        return alone(place.send());
      }
      stored = together(place, others).get(place.send().message().id());
    } finally {
      lane.leave(place);
    }
    return stored == null ? alone(place.send()) : Optional.of(stored);
  }

  /** Stores them all, and tells the others how it went. */
  private Map<UUID, MessageView> together(SendLane.Place own, List<SendLane.Place> others) {
    try {
      List<PlainSend> sends =
          Stream.concat(Stream.of(own), others.stream()).map(SendLane.Place::send).toList();
      Map<UUID, MessageView> stored = batches.insert(sends, now());
      sizes.record(stored.size());
      others.forEach(other -> other.tell(stored.get(other.send().message().id())));
      return stored;
    } catch (RuntimeException e) {
      others.forEach(other -> other.fail(e));
      throw e;
    }
  }

  private Optional<MessageView> alone(PlainSend send) {
    sizes.record(1);
    return writer.insert(send.sender(), send.message(), send.hash(), now());
  }

  private SendLane.Turn await(SendLane lane, SendLane.Place place) {
    while (true) {
      try {
        return lane.watches(place)
            ? place.turn().get(lane.patience().toNanos(), TimeUnit.NANOSECONDS)
            : place.turn().get();
      } catch (TimeoutException e) {
        if (lane.takeOver(place)) {
          return new SendLane.Turn.Lead();
        }
      } catch (ExecutionException e) {
        throw new MessageException("The message cannot be stored", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new MessageException("Nobody waits any more until the message is stored", e);
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
