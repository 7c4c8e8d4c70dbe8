package dev.tidings.e2e.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.Answer;
import dev.tidings.e2e.support.TestUser;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** Sends by {@code POST /api/chat/messages}. */
final class RestSender implements Sender {

  private final TestUser user;

  RestSender(TestUser user) {
    this.user = user;
  }

  @Override
  public Optional<JsonNode> attempt(Send send) {
    Answer answer;
    try {
      answer =
          user.post(
              "/api/chat/messages",
              Map.of(
                  "roomId", send.roomId(),
                  "clientMessageId", send.clientMessageId(),
                  "message", send.text()));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
    if (answer.status() == 200 || answer.status() == 201) {
      return Optional.of(answer.json());
    }
    answer.expectProblem(answer.status());
    if (answer.status() < 500 && answer.status() != 429) {
      throw new AssertionError("Refused for good: " + answer);
    }
    return Optional.empty();
  }
}
