package dev.tidings.bench.tidings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.bench.server.Greeting;
import dev.tidings.bench.server.Notice;
import dev.tidings.bench.server.Seat;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TidingsConversationTest {

  private final TidingsConversation conversation =
      new TidingsConversation(new Seat(0, "acme", "c1", false), "token", "campaign:c1");

  @Test
  void shouldBeReadyWithTheAckOfItsSubscription() {
    assertThat(conversation.answered(null, "{\"type\":\"PONG\"}"))
        .isEqualTo(new Greeting.Waiting());
    assertThat(
            conversation.answered(
                null,
                "{\"type\":\"ACK\",\"id\":\"s\",\"data\":{\"recovered\":true},"
                    + "\"position\":{\"epoch\":\"q\",\"offset\":1}}"))
        .isEqualTo(new Greeting.Ready(true));
    assertThat(
            conversation.answered(
                null, "{\"type\":\"ACK\",\"id\":\"s\",\"data\":{\"recovered\":false}}"))
        .isEqualTo(new Greeting.Ready(false));
  }

  @Test
  void shouldSayWhyItWasRefused() {
    assertThat(
            conversation.answered(
                null, "{\"type\":\"ERROR\",\"id\":\"s\",\"data\":{\"code\":\"not-found\"}}"))
        .isEqualTo(new Greeting.Refused("ERROR not-found"));
    assertThat(conversation.answered(null, "{\"type\":\"DISCONNECT\",\"data\":{\"code\":4502}}"))
        .isEqualTo(new Greeting.Refused("DISCONNECT 4502"));
  }

  @Test
  void shouldComeBackWhenTheServerSays() {
    assertThat(
            conversation.noticed(
                null, "{\"type\":\"DISCONNECT\",\"data\":{\"code\":4002,\"afterMs\":8300}}"))
        .isEqualTo(new Notice.Disconnect(Duration.ofMillis(8_300)));
    assertThat(conversation.noticed(null, "{\"type\":\"RESYNC\",\"channel\":\"campaign:c1\"}"))
        .isEqualTo(new Notice.Resync());
    assertThat(conversation.noticed(null, "{\"type\":\"PRESENCE_UPDATE\"}"))
        .isEqualTo(new Notice.Other());
  }

  @Test
  void shouldTakeTheLastPositionFromAFrame() {
    var position = new LastPosition();
    take(position, "{\"type\":\"X\",\"data\":\"a\"}");
    assertThat(position.isEmpty()).isTrue();

    take(
        position,
        "{\"data\":1,\"position\":{\"epoch\":\"}\\\"\",\"offset\":12,\"also\":[1,{\"a\":2}]},\"eventId\":\"e\"}");
    assertThat(position).hasToString("{\"epoch\":\"}\\\"\",\"offset\":12,\"also\":[1,{\"a\":2}]}");

    take(position, "[{\"position\":\"first\"},{\"position\":\"p,2\",\"data\":1}]");
    assertThat(position).hasToString("\"p,2\"");

    take(position, "{\"position\":17}");
    assertThat(position).hasToString("17");
  }

  private static void take(LastPosition position, String frame) {
    byte[] bytes = ("##" + frame + "##").getBytes(UTF_8);
    position.takeFrom(bytes, 2, bytes.length - 2);
  }
}
