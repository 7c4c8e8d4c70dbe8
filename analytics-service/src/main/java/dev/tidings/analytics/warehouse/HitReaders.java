package dev.tidings.analytics.warehouse;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * The threads that read the topic of the hits. Each has partitions of its own; while one waits for
 * the database, another makes rows of what it has read.
 */
@Singleton
@Liveness
final class HitReaders implements HealthCheck {

  /** After the topics are there. */
  private static final int AFTER_TOPICS = 2_500;

  private static final Duration LAST_BATCH = Duration.ofSeconds(10);

  private final List<HitReader> readers;
  private final List<Thread> threads;
  private volatile boolean stopping;

  HitReaders(
      HitConsumer consumer,
      Offsets offsets,
      WarehouseConfig config,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.readers =
        IntStream.range(0, config.enabled() ? config.readers() : 0)
            .mapToObj(number -> new HitReader(number, consumer, offsets, config, kafka))
            .toList();
    this.threads =
        readers.stream()
            .map(reader -> Thread.ofPlatform().name("hit-reader").daemon().unstarted(reader))
            .toList();
  }

  void onStart(@Observes @Priority(AFTER_TOPICS) StartupEvent event) {
    threads.forEach(Thread::start);
  }

  /** What is under way is finished; what is not comes again. */
  void onStop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    readers.forEach(HitReader::stop);
    for (Thread thread : threads) {
      thread.join(LAST_BATCH);
    }
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("hit-readers")
        .status(stopping || threads.stream().allMatch(Thread::isAlive))
        .build();
  }
}
