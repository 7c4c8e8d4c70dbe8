package dev.tidings.gateway.publication;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.gateway.support.Publisher;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-G15: who publishes is told when Kafka is away, instead of waiting for it. */
class EventPublisherTest {

  @Test
  void shouldSayThatKafkaIsAway() {
    try (var publisher =
        new EventPublisher("test", Map.of("bootstrap.servers", "127.0.0.1:1"), new Impatient())) {
      var events =
          List.of(
              Publisher.event("A", "acme", "lead:1", "1"),
              Publisher.event("A", "acme", "lead:2", "2"));
      assertThatThrownBy(() -> publisher.publish("events.ingress.v1", events))
          .isInstanceOf(PublicationFailedException.class);
    }
  }

  private static final class Impatient implements PublicationConfig {

    @Override
    public Duration timeout() {
      return Duration.ofMillis(200);
    }

    @Override
    public MemorySize maxWaitingBytes() {
      return new MemorySize(BigInteger.valueOf(1_000_000));
    }

    @Override
    public MemorySize maxClientEvent() {
      return new MemorySize(BigInteger.valueOf(1_000));
    }
  }
}
