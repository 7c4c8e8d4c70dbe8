package dev.tidings.gateway.upstream.chat;

import static dev.tidings.gateway.support.TestSocket.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.PeerServices;
import dev.tidings.gateway.support.Publisher;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What we read of chat-service is what its contract's examples hold. */
@QuarkusTest
class ChatContractTest extends GatewayTest {

  private static final ContractExamples CHAT = ContractExamples.of("chat-service");

  @Test
  void shouldReadTheRoomsOfEveryToken() throws JsonProcessingException {
    for (var body : CHAT.bodies("membership-lookup-answer")) {
      assertThat(Json.mapper().<JsonNode>valueToTree(read(body))).isEqualTo(body);
    }
  }

  private static ChatClient.Rooms read(JsonNode body) throws JsonProcessingException {
    return Json.mapper().treeToValue(body, ChatClient.Rooms.class);
  }

  @Test
  void shouldFollowEveryExampleOfAMembershipChange() {
    for (EventExample example : CHAT.events("ROOM_CREATED")) {
      CloudEvent event = inOwnWorkspace(example);
      List<String> members = RoomLog.members(event);
      assertThat(members).isNotEmpty();
      try (var member = TestSocket.connect(ws(), Tokens.token(members.getFirst(), workspace))) {
        publisher.publish(example.topic(), event);
        member.awaitEvent(event.id());
      }
    }
    for (EventExample example : CHAT.events("MEMBER_JOINED")) {
      CloudEvent event = inOwnWorkspace(example);
      String user = event.subject().substring("user:".length());
      try (var member = TestSocket.connect(ws(), Tokens.token(user, workspace))) {
        publisher.publish(example.topic(), event);
        assertThat(member.awaitEvent(event.id()).path("data")).isEqualTo(example.data());
      }
    }
    for (EventExample example : CHAT.events("MEMBER_LEFT")) {
      CloudEvent event = inOwnWorkspace(example);
      String user = event.subject().substring("user:".length());
      PeerServices.rooms(workspace, user).add(event.channel().id());
      try (var member = TestSocket.connect(ws(), Tokens.token(user, workspace))) {
        publisher.publish(example.topic(), event);
        member.awaitEvent(event.id());
        member.awaitFrame(frame -> is(frame, "UNSUBSCRIBED"));
      }
    }
  }

  @Test
  void shouldEndEverybodysSubscriptionToADeletedRoom() {
    for (EventExample example : CHAT.events("ROOM_DELETED")) {
      CloudEvent event = inOwnWorkspace(example);
      PeerServices.rooms(workspace, "alice").add(event.channel().id());
      PeerServices.rooms(workspace, "bob").add(event.channel().id());
      try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace));
          var bob = TestSocket.connect(ws(), Tokens.token("bob", workspace))) {
        PeerServices.rooms(workspace, "alice").remove(event.channel().id());
        PeerServices.rooms(workspace, "bob").remove(event.channel().id());
        publisher.publish(example.topic(), event);
        for (TestSocket member : List.of(alice, bob)) {
          assertThat(member.awaitEvent(event.id()).path("data")).isEqualTo(example.data());
          member.awaitFrame(frame -> is(frame, "UNSUBSCRIBED"));
        }
        JsonNode refused =
            alice.request("SUBSCRIBE", "1", "{\"channel\":\"" + event.channel().value() + "\"}");
        assertThat(refused.at("/data/code").asText()).isEqualTo("not-found");
      }
    }
  }

  /** The example as it would be of this test's workspace, with an id of its own. */
  private CloudEvent inOwnWorkspace(EventExample example) {
    return switch (CloudEventCodec.decode(example.toConsumerRecord(), Integer.MAX_VALUE)) {
      case DecodedEvent.Invalid(String reason) -> throw new AssertionError(reason);
      case DecodedEvent.Valid(CloudEvent event) ->
          new CloudEvent(
              Publisher.event("X", workspace, "workspace", "").id(),
              event.source(),
              event.type(),
              event.time(),
              event.subject(),
              workspace,
              event.channel(),
              event.extensions(),
              event.data());
    };
  }
}
