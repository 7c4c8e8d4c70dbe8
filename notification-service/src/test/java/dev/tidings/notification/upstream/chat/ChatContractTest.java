package dev.tidings.notification.upstream.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import org.junit.jupiter.api.Test;

/** What chat-service promises is enough for what is read of it here. */
class ChatContractTest {

  private final ContractExamples chat = ContractExamples.of("chat-service");

  @Test
  void shouldReadEveryMessage() {
    for (EventExample example : chat.events("MESSAGE_RECEIVED")) {
      assertThat(ChatEvent.read(event(example)))
          .as(example.name())
          .isInstanceOfSatisfying(
              ChatEvent.MessageReceived.class,
              message -> {
                assertThat(message.id()).isEqualTo(example.data().path("id").asText());
                assertThat(message.roomId()).isEqualTo(example.data().path("roomId").asText());
                assertThat(message.seq()).isEqualTo(example.data().path("seq").asLong());
                assertThat(message.userId()).isEqualTo(example.data().path("userId").asText());
                assertThat(message.message()).isEqualTo(example.data().path("message").asText());
                assertThat(message.mentions()).hasSize(example.data().path("mentions").size());
                assertThat(message.authorName())
                    .startsWith(example.data().path("user").path("firstName").asText());
              });
    }
  }

  @Test
  void shouldPassOverEverythingElse() {
    assertThat(chat.eventTypes()).hasSizeGreaterThan(1);
    for (String type : chat.eventTypes()) {
      if (!type.equals("MESSAGE_RECEIVED")) {
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
