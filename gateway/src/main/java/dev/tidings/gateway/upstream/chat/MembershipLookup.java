package dev.tidings.gateway.upstream.chat;

import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.gateway.upstream.service.JointCalls;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import jakarta.inject.Singleton;
import java.util.List;

/** Asks chat-service for users' rooms, of many users at once. Safe for use by several threads. */
@Singleton
final class MembershipLookup {

  private static final int MAX_TOKENS = 500;

  private final JointCalls<VerifiedToken, ChatClient.Rooms.Item> calls;

  MembershipLookup(ChatClient chat) {
    this.calls = new JointCalls<>("membership-lookup", MAX_TOKENS, _ -> 1, chat::rooms);
  }

  /**
   * The ids of all rooms of the token's user. Blocks.
   *
   * @throws ServiceUnavailableException if chat-service doesn't answer
   */
  List<String> rooms(VerifiedToken token) throws ServiceUnavailableException {
    ChatClient.Rooms.Item answer = calls.ask(token);
    if (!answer.valid()) {
      throw new ServiceUnavailableException("chat-service refuses the token", null);
    }
    return answer.rooms();
  }
}
