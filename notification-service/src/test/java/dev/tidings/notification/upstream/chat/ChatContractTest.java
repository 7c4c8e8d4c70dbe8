package dev.tidings.notification.upstream.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.room.Room;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What chat-service promises is enough for what is read of it here. */
class ChatContractTest {

  private final ContractExamples chat = ContractExamples.of("chat-service");

  private static final Set<String> READ =
      Set.of(
          "ROOM_CREATED",
          "ROOM_UPDATED",
          "MEMBER_JOINED",
          "MEMBER_LEFT",
          "ROOM_DELETED",
          "MESSAGE_UPDATED",
          "MESSAGE_DELETED",
          "MESSAGES_PURGED");

  @Test
  void shouldReadWhatRoomsThereAre() {
    for (String type : List.of("ROOM_CREATED", "ROOM_UPDATED")) {
      for (EventExample example : chat.events(type)) {
        Room room =
            switch (ChatEvent.read(event(example))) {
              case ChatEvent.RoomCreated created -> created.room();
              case ChatEvent.RoomUpdated updated -> updated.room();
              case ChatEvent other -> throw new AssertionError(other);
            };
        assertThat(room.id()).isEqualTo(example.data().path("id").asText());
        assertThat(room.kind()).isEqualTo(example.data().path("kind").asText());
        assertThat(room.name()).isEqualTo(example.data().path("name").asText(null));
      }
    }
  }

  @Test
  void shouldReadWhoIsInARoom() {
    for (EventExample example : chat.events("ROOM_CREATED")) {
      assertThat(ChatEvent.read(event(example)))
          .isInstanceOfSatisfying(
              ChatEvent.RoomCreated.class,
              created ->
                  assertThat(created.members())
                      .hasSize(example.data().path("memberCount").asInt())
                      .contains(example.data().path("createdBy").asText()));
    }
    for (EventExample example : chat.events("MEMBER_JOINED")) {
      assertThat(ChatEvent.read(event(example)))
          .isEqualTo(
              new ChatEvent.MembersJoined(
                  example.data().path("roomId").asText(),
                  List.of(example.data().path("userId").asText())));
    }
    for (EventExample example : chat.events("MEMBER_LEFT")) {
      assertThat(ChatEvent.read(event(example)))
          .isEqualTo(
              new ChatEvent.MemberLeft(
                  example.data().path("roomId").asText(), example.data().path("userId").asText()));
    }
    for (EventExample example : chat.events("ROOM_DELETED")) {
      assertThat(ChatEvent.read(event(example)))
          .isEqualTo(new ChatEvent.RoomDeleted(example.data().path("roomId").asText()));
    }
  }

  @Test
  void shouldReadWhatIsSaidOtherwiseOrNoMore() {
    for (EventExample example : chat.events("MESSAGE_UPDATED")) {
      assertThat(ChatEvent.read(event(example)))
          .isEqualTo(
              new ChatEvent.MessageUpdated(
                  example.data().path("id").asText(), example.data().path("message").asText()));
    }
    for (EventExample example : chat.events("MESSAGE_DELETED")) {
      assertThat(ChatEvent.read(event(example)))
          .isEqualTo(new ChatEvent.MessageDeleted(example.data().path("id").asText()));
    }
    for (EventExample example : chat.events("MESSAGES_PURGED")) {
      assertThat(ChatEvent.read(event(example)))
          .isEqualTo(
              new ChatEvent.MessagesPurged(
                  example.data().path("roomId").asText(),
                  example.data().path("purgedSeq").asLong()));
    }
  }

  @Test
  void shouldPassOverEverythingElse() {
    assertThat(chat.eventTypes()).hasSizeGreaterThan(1);
    for (String type : chat.eventTypes()) {
      if (!READ.contains(type)) {
        chat.events(type)
            .forEach(
                example ->
                    assertThat(ChatEvent.read(event(example)))
                        .isEqualTo(new ChatEvent.Other(type)));
      }
    }
  }

  private static CloudEvent event(EventExample example) {
    return ((DecodedEvent.Valid)
            CloudEventCodec.decode(example.toConsumerRecord(), Integer.MAX_VALUE))
        .event();
  }
}
