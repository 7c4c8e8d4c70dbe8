package dev.tidings.e2e.fault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Sends by {@code MESSAGE_SEND}, over a connection that it opens again when it is lost. */
final class LiveSender implements Sender, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TestUser user;
  private LiveClient client;

  LiveSender(TestUser user) {
    this.user = user;
  }

  @Override
  public Optional<JsonNode> attempt(Send send) {
    Optional<Frame> answer = client().flatMap(present -> request(present, send));
    if (answer.isPresent()
        && answer.get().is("ERROR")
        && !answer.get().data().path("retryable").asBoolean()) {
      throw new AssertionError("Refused for good: " + answer.get());
    }
    return answer.filter(frame -> frame.is("ACK")).map(Frame::data);
  }

  @Override
  public synchronized void close() {
    if (client != null && !client.isEnded()) {
      client.close();
    }
  }

  private static Optional<Frame> request(LiveClient present, Send send) {
    try {
      String id =
          present.send(
              "MESSAGE_SEND",
              Map.of(
                  "roomId", send.roomId(),
                  "clientMessageId", send.clientMessageId(),
                  "message", send.text()));
      return present.answerWithin(id, PATIENCE);
    } catch (CompletionException e) {
      return Optional.empty();
    }
  }

  /** The connection; empty if there is none and none can be had at present. */
  private synchronized Optional<LiveClient> client() {
    if (client == null || client.isEnded()) {
      try {
        client = user.connect();
      } catch (CompletionException | AssertionError e) {
        return Optional.empty();
      }
    }
    return Optional.of(client);
  }
}
