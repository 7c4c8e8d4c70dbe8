package dev.tidings.gateway.command;

import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.upstream.chat.ChatClient;
import dev.tidings.gateway.upstream.chat.ChatClient.SendOutcome;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Sends a chat message; acknowledged when chat-service has stored it. */
@Singleton
final class MessageSendCommand {

  private final ChatClient chat;
  private final Clock clock;

  MessageSendCommand(ChatClient chat, Clock clock) {
    this.chat = chat;
    this.clock = clock;
  }

  void send(Session session, ClientFrame.MessageSend request) throws ServiceUnavailableException {
    switch (chat.send(session.token(), request.message())) {
      case SendOutcome.Stored stored -> {
        if (request.id() != null) {
          session.send(
              new ServerFrame.Ack(request.id(), null, stored.message(), null, clock.instant()));
        }
      }
      case SendOutcome.Refused refused ->
          session.send(
              new ServerFrame.Error(
                  request.id(),
                  refused.code(),
                  refused.title(),
                  refused.detail(),
                  refused.retryable(),
                  null,
                  clock.instant()));
    }
  }
}
