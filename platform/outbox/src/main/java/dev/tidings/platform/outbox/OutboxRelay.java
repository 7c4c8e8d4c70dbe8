package dev.tidings.platform.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox. Every replica runs one; the one that holds the {@link Leadership}
 * publishes, the others stand by and take over within {@link OutboxConfig#pollInterval()} of its
 * death.
 *
 * <p>One thread does all the work. It is woken by a commit in this process, by the notification of
 * another replica, and by time.
 */
@ApplicationScoped
public class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final int AFTER_MIGRATIONS = 5000;

  private final OutboxConfig config;
  private final OutboxTable table;
  private final AgroalDataSource dataSource;
  private final Map<String, Object> kafka;
  private final Semaphore wakeUps = new Semaphore(0);
  private final Counter published;
  private final Counter deadLettered;

  private volatile OutboxTable.Lag lag = new OutboxTable.Lag(0, 0);
  private volatile boolean running;
  private volatile boolean leading;
  private long lagMeasuredAt;
  private long batchBegunAt;
  private int lastBatch;
  private Thread thread;

  OutboxRelay(
      OutboxConfig config,
      OutboxTable table,
      AgroalDataSource dataSource,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      MeterRegistry metrics) {
    this.config = config;
    this.table = table;
    this.dataSource = dataSource;
    this.kafka = kafka;
    this.published =
        Counter.builder("tidings.outbox.published")
            .description("Events that Kafka has acknowledged")
            .register(metrics);
    this.deadLettered =
        Counter.builder("tidings.outbox.dead.lettered")
            .description("Events that Kafka will never take")
            .register(metrics);
    Gauge.builder("tidings.outbox.pending", this, relay -> relay.lag.rows())
        .description("Events that wait to be published")
        .register(metrics);
    Gauge.builder("tidings.outbox.oldest.seconds", this, relay -> relay.lag.oldestSeconds())
        .description("Age of the oldest event that waits to be published")
        .register(metrics);
    Gauge.builder("tidings.outbox.leader", this, relay -> relay.leading ? 1 : 0)
        .description("Whether this process publishes the outbox")
        .register(metrics);
  }

  void onStart(@Observes @Priority(AFTER_MIGRATIONS) StartupEvent event) {
    if (config.enabled()) {
      start();
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    stop();
  }

  /** Starts the relay's thread. */
  void start() {
    running = true;
    thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
  }

  /** Stops after the batch under way and gives the leadership up. */
  void stop() {
    if (!running) {
      return;
    }
    running = false;
    wake();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that there may be something to publish. Cheap, may be called from any thread. */
  public void wake() {
    wakeUps.release();
  }

  /** Whether this process publishes the schema's outbox at present. */
  public boolean isLeading() {
    return leading;
  }

  private void run() {
    while (running) {
      try {
        Optional<Leadership> leadership = Leadership.tryTake(dataSource, this::wake);
        if (leadership.isPresent()) {
          lead(leadership.get());
        } else {
          standBy();
        }
      } catch (SQLException | KafkaException e) {
        LOG.warnf("The outbox cannot be relayed now, will try again: %s", e.getMessage());
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void lead(Leadership leadership) throws SQLException, InterruptedException {
    LOG.info("This process relays the outbox");
    leading = true;
    try (leadership;
        var publisher = new Publisher(kafka)) {
      while (running && leadership.held()) {
        boolean more = publishBatch(publisher);
        measureLag();
        if (!more) {
          awaitWakeUp();
          keepPace();
        }
      }
    } finally {
      leading = false;
    }
  }

  /** A batch costs much the same however large it is, for Kafka and all who read from it, too. */
  private void keepPace() throws InterruptedException {
    Duration pace = lastBatch < config.crowd() ? config.pace() : config.crowdedPace();
    long early = batchBegunAt + pace.toNanos() - System.nanoTime();
    if (batchBegunAt != 0 && early > 0) {
      TimeUnit.NANOSECONDS.sleep(early);
      wakeUps.drainPermits();
    }
  }

  /** Publishes a batch and says whether there is likely more. */
  private boolean publishBatch(Publisher publisher) throws SQLException, InterruptedException {
    batchBegunAt = System.nanoTime();
    List<OutboxRow> rows = table.read(config.batchSize());
    lastBatch = rows.size();
    if (rows.isEmpty()) {
      return false;
    }
    Publisher.Outcome outcome = publisher.publish(rows);
    table.settle(outcome.published(), outcome.poison());
    published.increment(outcome.published().size());
    deadLettered.increment(outcome.poison().size());
    outcome
        .poison()
        .forEach((id, reason) -> LOG.errorf("Outbox row %d is a dead letter: %s", id, reason));
    if (outcome.failure() != null) {
      throw outcome.failure();
    }
    return rows.size() == config.batchSize();
  }

  /** Waits until it is time to stand for the leadership; passes wake-up calls on to who has it. */
  private void standBy() throws SQLException, InterruptedException {
    measureLag();
    if (awaitWakeUp() && running) {
      Leadership.callRelay(dataSource);
    }
  }

  private boolean awaitWakeUp() throws InterruptedException {
    boolean woken = wakeUps.tryAcquire(config.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
    wakeUps.drainPermits();
    return woken;
  }

  private void measureLag() throws SQLException {
    long now = System.nanoTime();
    if (now - lagMeasuredAt >= config.lagInterval().toNanos()) {
      lag = table.lag();
      lagMeasuredAt = now;
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(config.retryInterval().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
