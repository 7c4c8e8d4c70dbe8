package dev.tidings.gateway.upstream.chat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.gateway.upstream.service.ServiceClient;
import dev.tidings.gateway.upstream.service.ServiceClient.Answer;
import dev.tidings.gateway.upstream.service.ServiceOutcome;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import dev.tidings.gateway.upstream.service.ServicesConfig;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Calls chat-service with a client's own token; blocks, so only on virtual threads. */
@Singleton
public final class ChatClient {

  private static final String NAME = "chat-service";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;

  private final ServiceClient services;
  private final URI chat;

  ChatClient(ServiceClient services, ServicesConfig config) {
    this.services = services;
    this.chat = config.chat().url();
  }

  @RegisterForReflection
  record Rooms(List<Item> items) {

    @RegisterForReflection
    record Item(boolean valid, List<String> rooms) {}
  }

  @RegisterForReflection
  record TokensBody(List<String> tokens) {

    @Override
    public String toString() {
      return "TokensBody[]";
    }
  }

  /** The rooms of each token's user, in the tokens' order. */
  List<Rooms.Item> rooms(List<VerifiedToken> tokens) throws ServiceUnavailableException {
    var question = new TokensBody(tokens.stream().map(VerifiedToken::raw).toList());
    Answer answer =
        services.call(HttpMethod.POST, chat, "/internal/memberships", null, Json.bytes(question));
    if (answer.status() != OK) {
      throw unexpected(answer, null);
    }
    List<Rooms.Item> items = read(answer, Rooms.class).items();
    if (items == null || items.size() != tokens.size()) {
      throw unexpected(answer, null);
    }
    return items;
  }

  /** Whether the token's user is a member of the room. */
  public boolean isMember(VerifiedToken token, String roomId) throws ServiceUnavailableException {
    Answer answer =
        services.call(
            HttpMethod.GET,
            chat,
            "/api/chat/rooms/" + ServiceClient.segment(roomId) + "/membership",
            token.authorization(),
            null);
    return switch (answer.status()) {
      case OK -> true;
      case NOT_FOUND -> false;
      default -> {
        if (answer.status() < SERVER_ERROR) {
          yield false;
        }
        throw unexpected(answer, null);
      }
    };
  }

  /** Sends a message as the token's user. */
  public ServiceOutcome send(VerifiedToken token, ObjectNode message)
      throws ServiceUnavailableException {
    return post(token, "/api/chat/messages", message);
  }

  /** Moves the token's user's read pointer of a room to the message with the number. */
  public ServiceOutcome read(VerifiedToken token, String roomId, long seq)
      throws ServiceUnavailableException {
    return post(
        token,
        "/api/chat/rooms/" + ServiceClient.segment(roomId) + "/read",
        JsonNodeFactory.instance.objectNode().put("seq", seq));
  }

  private ServiceOutcome post(VerifiedToken token, String path, ObjectNode body)
      throws ServiceUnavailableException {
    return ServiceOutcome.of(
        NAME, services.call(HttpMethod.POST, chat, path, token.authorization(), Json.bytes(body)));
  }

  private static <T> T read(Answer answer, Class<T> type) throws ServiceUnavailableException {
    try {
      T value = Json.mapper().readValue(answer.body(), type);
      if (value == null) {
        throw unexpected(answer, null);
      }
      return value;
    } catch (IOException e) {
      throw unexpected(answer, e);
    }
  }

  private static ServiceUnavailableException unexpected(Answer answer, Throwable cause) {
    return ServiceUnavailableException.unexpected(NAME, answer.status(), cause);
  }
}
