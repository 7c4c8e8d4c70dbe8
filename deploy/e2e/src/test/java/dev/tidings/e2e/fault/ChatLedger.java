package dev.tidings.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.Database;
import dev.tidings.e2e.support.Database.StoredMessage;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TidingsSystem;
import dev.tidings.e2e.support.TopicRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Holds what clients were told against what is stored, published and delivered of a workspace's
 * messages. Each method is one promise of the chat.
 */
final class ChatLedger {

  private static final String TOPIC = "chat.room.v1";
  private static final Duration RELAY_PATIENCE = Duration.ofSeconds(30);

  private final String workspace;
  private final List<StoredMessage> stored;
  private final List<TopicRecord> published;

  private ChatLedger(String workspace, List<StoredMessage> stored, List<TopicRecord> published) {
    this.workspace = workspace;
    this.stored = stored;
    this.published = published;
  }

  /** Of now, once everything that is stored has been published. */
  static ChatLedger read(TidingsSystem system, String workspace) {
    try (Database database = system.database()) {
      await("an empty outbox")
          .atMost(RELAY_PATIENCE)
          .until(() -> database.waitingChatEvents() == 0);
      List<TopicRecord> published =
          system.topics().readAll(TOPIC).stream()
              .filter(each -> workspace.equals(each.header("ce_workspaceid")))
              .filter(each -> "MESSAGE_RECEIVED".equals(each.header("ce_type")))
              .toList();
      return new ChatLedger(workspace, database.messages(workspace), published);
    }
  }

  /** R-C4: what was acknowledged is stored, once, as it was acknowledged. */
  ChatLedger everyAcknowledgedMessageIsStoredOnce(Map<Send, JsonNode> acknowledged) {
    Map<String, List<StoredMessage>> byClientMessageId =
        stored.stream()
            .filter(each -> each.clientMessageId() != null)
            .collect(Collectors.groupingBy(StoredMessage::clientMessageId));
    acknowledged.forEach(
        (send, acknowledgement) -> {
          List<StoredMessage> found =
              byClientMessageId.getOrDefault(send.clientMessageId(), List.of());
          assertThat(found)
              .as("stored of %s, acknowledged as %s", send, acknowledgement)
              .hasSize(1);
          assertThat(found.getFirst().roomId()).isEqualTo(send.roomId());
          assertThat(found.getFirst().id()).isEqualTo(acknowledgement.path("id").asText());
          assertThat(found.getFirst().seq()).isEqualTo(acknowledgement.path("seq").asLong());
        });
    return this;
  }

  /** R-C4: a room's messages are numbered 1, 2, 3, … */
  ChatLedger sequencesHaveNoGap() {
    byRoom(stored, StoredMessage::roomId)
        .forEach(
            (room, messages) ->
                assertThat(messages.stream().map(StoredMessage::seq))
                    .as("stored sequence of room %s", room)
                    .containsExactlyElementsOf(upTo(messages.size())));
    return this;
  }

  /**
   * R-X2: what is stored is published, a room's messages in their order; what comes again after a
   * crash has the same event id.
   */
  ChatLedger everyStoredMessageIsPublishedInOrder() {
    Map<String, String> eventOfMessage = new HashMap<>();
    var firsts = new ArrayList<TopicRecord>();
    for (TopicRecord each : published) {
      String known =
          eventOfMessage.putIfAbsent(each.data().path("id").asText(), each.header("ce_id"));
      if (known == null) {
        firsts.add(each);
      } else {
        assertThat(each.header("ce_id")).as("event id of a repeated record").isEqualTo(known);
      }
    }
    assertThat(firsts.stream().map(each -> each.data().path("id").asText()))
        .as("published messages of %s", workspace)
        .containsExactlyInAnyOrderElementsOf(stored.stream().map(StoredMessage::id).toList());
    assertThat(new HashSet<>(eventOfMessage.values())).hasSize(firsts.size());
    byRoom(firsts, each -> each.data().path("roomId").asText())
        .forEach(
            (room, records) ->
                assertThat(records.stream().map(each -> each.data().path("seq").asLong()))
                    .as("published sequence of room %s", room)
                    .containsExactlyElementsOf(upTo(records.size())));
    return this;
  }

  /**
   * R-G8, R-X8: on one connection no event comes twice, and a room's messages come in order; what a
   * connection has begun to get it gets without a hole.
   */
  ChatLedger noConnectionSawARepetitionOrAHole(List<LiveClient> connections) {
    for (LiveClient connection : connections) {
      Set<String> seen = new HashSet<>();
      Map<String, Long> lastOfRoom = new HashMap<>();
      for (Frame frame : connection.frames()) {
        if (frame.eventId() != null) {
          assertThat(seen.add(frame.eventId())).as("first delivery of %s", frame).isTrue();
        }
        if (frame.is("MESSAGE_RECEIVED")) {
          long seq = frame.data().path("seq").asLong();
          Long last = lastOfRoom.put(frame.channel(), seq);
          if (last != null) {
            assertThat(seq).as("sequence after %d in %s", last, frame).isEqualTo(last + 1);
          }
        }
      }
    }
    return this;
  }

  int messages() {
    return stored.size();
  }

  /** Records that are in the topic twice because their relay died before it could note success. */
  int repeatedRecords() {
    return published.size() - stored.size();
  }

  private static <T> Map<String, List<T>> byRoom(List<T> all, Function<T, String> room) {
    return all.stream()
        .collect(Collectors.groupingBy(room, LinkedHashMap::new, Collectors.toList()));
  }

  private static List<Long> upTo(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }
}
