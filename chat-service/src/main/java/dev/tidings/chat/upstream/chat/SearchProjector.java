package dev.tidings.chat.upstream.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.chat.search.SearchIndex;
import dev.tidings.chat.stream.RoomTopic;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.EventConsumer;
import dev.tidings.platform.inbox.PoisonEventException;
import dev.tidings.platform.inbox.ReceivedEvent;
import dev.tidings.platform.topic.TopicSpec;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows the rooms' log and indexes the messages that it says have changed. */
@ApplicationScoped
class SearchProjector {

  /** Names the dead-letter topic. */
  static final String CONSUMER = "chat-service-search";

  private static final Set<String> CHANGES =
      Set.of("MESSAGE_RECEIVED", "MESSAGE_UPDATED", "MESSAGE_DELETED");

  private final EventConsumer consumer;
  private final SearchIndex index;

  SearchProjector(EventConsumer consumer, SearchIndex index) {
    this.consumer = consumer;
    this.index = index;
  }

  @Incoming("search-rooms")
  @Blocking(ordered = true)
  void consume(ConsumerRecords<byte[], byte[]> records) {
    consumer.projectAll(CONSUMER, records, this::index);
  }

  private void index(List<ReceivedEvent> events) {
    index.update(
        events.stream()
            .map(ReceivedEvent::event)
            .filter(event -> CHANGES.contains(event.type()))
            .map(SearchProjector::messageId)
            .collect(Collectors.toSet()));
  }

  private static UUID messageId(CloudEvent event) {
    try {
      JsonNode data = Json.mapper().readTree(event.data());
      return UUID.fromString(data.path("id").asText());
    } catch (IOException | IllegalArgumentException e) {
      throw new PoisonEventException("A " + event.type() + " without a message's id", e);
    }
  }

  @Produces
  @Singleton
  TopicSpec deadLetters() {
    return TopicSpec.deadLetter(RoomTopic.NAME, CONSUMER);
  }
}
