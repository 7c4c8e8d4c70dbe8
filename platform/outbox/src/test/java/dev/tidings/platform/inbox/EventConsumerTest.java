package dev.tidings.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R-X2: consumers are idempotent and poison goes to a dead letter. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class EventConsumerTest {

  private static final String TOPIC = "test.counter.v1";
  private static final String DEAD_LETTERS = "test.counter.v1.test.dlq";

  @Inject EventConsumer consumer;
  @Inject Inbox inbox;
  @Inject DeadLetters deadLetters;
  @Inject InboxConfig config;
  @Inject MeterRegistry metrics;
  @Inject Clock clock;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  private final EventIds ids = EventIds.uuidV7();
  private final AtomicInteger effects = new AtomicInteger();
  private TopicProbe probe;

  @BeforeEach
  void watch() {
    probe = TopicProbe.of(kafka.get("bootstrap.servers").toString(), DEAD_LETTERS);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void shouldHaveItsEffectOnceHoweverOftenItIsDelivered() throws Exception {
    var record = record("{}");
    Callable<Void> delivery =
        () -> {
          consume("test", record, event -> effects.incrementAndGet());
          return null;
        };

    try (var pool = Executors.newFixedThreadPool(8)) {
      for (var done : pool.invokeAll(Collections.nCopies(40, delivery))) {
        done.get();
      }
    }

    assertThat(effects).hasValue(1);
  }

  @Test
  void shouldHaveItsEffectOncePerConsumer() {
    var record = record("{}");

    consume("one", record, event -> effects.incrementAndGet());
    consume("other", record, event -> effects.incrementAndGet());

    assertThat(effects).hasValue(2);
  }

  @Test
  void shouldTryAgainAndForgetTheFailedAttempts() {
    consume(
        "test",
        record("{}"),
        event -> {
          if (effects.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
        });

    assertThat(effects).hasValue(3);
  }

  @Test
  void shouldPutAsideWhatKeepsFailingAsItWasWithTheReason() {
    var record = record("{\"n\":1}");

    consume(
        "test",
        record,
        event -> {
          effects.incrementAndGet();
          throw new IllegalStateException("always");
        });

    assertThat(effects).hasValue(3);
    var letter =
        probe.await("dead letter", candidate -> eventId(candidate).equals(eventId(record)));
    assertThat(letter.value()).isEqualTo(record.value());
    assertThat(headers(letter))
        .containsEntry("reason", "IllegalStateException: always")
        .containsEntry("dlq-topic", TOPIC)
        .containsEntry("dlq-offset", "7");
  }

  /** R-X7: what is closed when a process ends is no record's fault. */
  @Test
  void shouldFinishWhatItHasBegunAndBeginNothingMoreWhenTheProcessEnds() throws Exception {
    var ending = new EventConsumer(inbox, deadLetters, config, metrics);
    var begun = new CountDownLatch(1);
    var goOn = new CompletableFuture<Void>();
    var order = Collections.synchronizedList(new ArrayList<String>());
    var end = Thread.ofPlatform().unstarted(() -> end(ending, order));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          threads.submit(
              () ->
                  ending.consumeAll(
                      "test",
                      List.of(record("{}")),
                      events -> {
                        begun.countDown();
                        goOn.join();
                        order.add("handled");
                      }));
      begun.await();
      end.start();
      awaitThatItWaits(end);
      goOn.complete(null);
      first.get();
      end.join();
      Future<?> late =
          threads.submit(
              () -> ending.consumeAll("test", List.of(record("{}")), events -> order.add("begun")));
      late.cancel(true);
    }
    assertThat(order).containsExactly("handled", "ended");
  }

  @Test
  void shouldNotPutAsideWhatFailsBecauseTheProcessEnds() throws Exception {
    var ending = new EventConsumer(inbox, deadLetters, config, metrics);
    var record = record("{}");
    var end = Thread.ofPlatform().unstarted(() -> end(ending, new ArrayList<>()));

    assertThatThrownBy(
            () ->
                ending.consumeAll(
                    "test",
                    List.of(record),
                    events -> {
                      if (effects.getAndIncrement() == 0) {
                        end.start();
                        awaitThatItWaits(end);
                      }
                      throw new IllegalStateException("closed");
                    }))
        .hasMessageContaining("comes again");

    end.join();
    consume("test", record, event -> effects.set(100));
    assertThat(effects).as("another process handles it").hasValue(100);
    assertThat(probe.records()).noneMatch(letter -> eventId(letter).equals(eventId(record)));
  }

  private static void end(EventConsumer ending, List<String> order) {
    try {
      ending.end(new ShutdownEvent());
      order.add("ended");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitThatItWaits(Thread thread) {
    Patience.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }

  @Test
  void shouldNotInsistOnPoison() {
    var record = record("{}");

    consume(
        "test",
        record,
        event -> {
          effects.incrementAndGet();
          throw new PoisonEventException("no such shape", null);
        });

    assertThat(effects).hasValue(1);
    probe.await("dead letter", candidate -> eventId(candidate).equals(eventId(record)));
  }

  @Test
  void shouldPutAsideARecordThatIsNoEvent() {
    var record = record("{}");
    record.headers().remove("ce_type");

    consume("test", record, event -> effects.incrementAndGet());

    assertThat(effects).hasValue(0);
    var letter =
        probe.await("dead letter", candidate -> eventId(candidate).equals(eventId(record)));
    assertThat(headers(letter).get("reason")).contains("ce_type");
  }

  @Test
  void shouldWaitForADatabaseThatIsAwayInsteadOfGivingTheEventUp() {
    consume(
        "test",
        record("{}"),
        event -> {
          if (effects.incrementAndGet() < 8) {
            SQLException away = new SQLTransientConnectionException("away", "08006");
            throw new InboxException("The inbox cannot be used", away);
          }
        });

    assertThat(effects).hasValue(8);
  }

  /** A pool that has no connection to give says so without an SQL state. */
  @Test
  void shouldWaitForAConnectionInsteadOfGivingTheEventUp() {
    consume(
        "test",
        record("{}"),
        event -> {
          if (effects.incrementAndGet() < 8) {
            throw new InboxException(
                "The inbox cannot be used", new SQLException("Acquisition timeout"));
          }
        });

    assertThat(effects).hasValue(8);
  }

  @Test
  void shouldHandleABatchAtOnceAndNothingTwice() {
    var known = record("{}");
    consume("test", known, event -> effects.incrementAndGet());
    var fresh = record("{}");
    var sizes = new ArrayList<Integer>();

    consumer.consumeAll(
        "test", List.of(fresh, known, record("{}"), fresh), events -> sizes.add(events.size()));

    assertThat(sizes).containsExactly(2);
  }

  @Test
  void shouldSettleABatchOneByOneIfOneOfItIsPoison() {
    var good = List.of(record("{}"), record("{}"));
    var poison = record("{}");
    var noEvent = record("{}");
    noEvent.headers().remove("ce_type");
    var handled = new ArrayList<String>();

    consumer.consumeAll(
        "test",
        List.of(good.getFirst(), noEvent, poison, good.getLast()),
        events -> {
          if (events.stream().anyMatch(e -> e.event().id().equals(eventId(poison)))) {
            throw new PoisonEventException("no such shape", null);
          }
          events.forEach(each -> handled.add(each.event().id()));
        });

    assertThat(handled).containsExactly(eventId(good.getFirst()), eventId(good.getLast()));
    for (var letter : List.of(poison, noEvent)) {
      probe.await("dead letter", candidate -> eventId(candidate).equals(eventId(letter)));
    }
  }

  private ConsumerRecord<byte[], byte[]> record(String data) {
    var sent =
        CloudEventCodec.encode(
            TOPIC,
            new CloudEvent(
                ids.next(),
                "/test",
                "COUNTED",
                clock.instant(),
                null,
                "acme",
                Channel.of("counter", "inbox"),
                Map.of(),
                data.getBytes(UTF_8)));
    return new ConsumerRecord<>(
        TOPIC,
        0,
        7,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        sent.headers(),
        Optional.empty());
  }

  private static String eventId(ConsumerRecord<byte[], byte[]> record) {
    return headers(record).get("ce_id");
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(
            Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
  }

  private void consume(
      String name, ConsumerRecord<byte[], byte[]> record, Consumer<CloudEvent> effect) {
    consumer.consumeAll(
        name, List.of(record), events -> events.forEach(each -> effect.accept(each.event())));
  }
}
