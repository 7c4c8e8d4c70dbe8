package dev.tidings.chat.upstream.gateway;

import dev.tidings.chat.typing.Typing;
import dev.tidings.chat.typing.TypingSignal;
import dev.tidings.chat.typing.TypingSignal.TypingStart;
import dev.tidings.chat.typing.TypingSignal.TypingStop;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.event.Json;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes signals of who types to where they are made something of. */
@ApplicationScoped
class SignalConsumer {

  private static final Logger LOG = Logger.getLogger(SignalConsumer.class);
  private static final int MAX_BYTES = 16_384;

  private final Typing typing;

  SignalConsumer(Typing typing) {
    this.typing = typing;
  }

  /** Never fails: a signal that can't be read is skipped, the next one says more than it. */
  @Incoming("typing-signals")
  @Blocking(ordered = true)
  void consume(ConsumerRecord<byte[], byte[]> record) {
    switch (CloudEventCodec.decode(record, MAX_BYTES)) {
      case DecodedEvent.Invalid(String reason) -> LOG.debugf("No signal: %s", reason);
      case DecodedEvent.Valid(CloudEvent event) ->
          read(event).ifPresent(signal -> typing.heard(event.workspace(), signal));
    }
  }

  private static Optional<TypingSignal> read(CloudEvent event) {
    Class<? extends TypingSignal> type =
        switch (event.type()) {
          case "TYPING_START" -> TypingStart.class;
          case "TYPING_STOP" -> TypingStop.class;
          default -> null;
        };
    if (type == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.mapper().readValue(event.data(), type))
          .map(TypingSignal.class::cast)
          .filter(SignalConsumer::isWhole);
    } catch (IOException e) {
      LOG.debugf(e, "No signal: eventId=%s", event.id());
      return Optional.empty();
    }
  }

  private static boolean isWhole(TypingSignal signal) {
    return switch (signal) {
      case TypingStart start ->
          start.roomId() != null && start.userId() != null && start.at() != null;
      case TypingStop stop -> stop.roomId() != null && stop.userId() != null;
    };
  }
}
