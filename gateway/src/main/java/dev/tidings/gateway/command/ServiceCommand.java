package dev.tidings.gateway.command;

import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.upstream.chat.ChatClient;
import dev.tidings.gateway.upstream.notification.NotificationClient;
import dev.tidings.gateway.upstream.service.ServiceOutcome;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Frames that a service carries out; acknowledged, with its answer, when it has. */
@Singleton
final class ServiceCommand {

  private final ChatClient chat;
  private final NotificationClient notifications;
  private final Clock clock;

  ServiceCommand(ChatClient chat, NotificationClient notifications, Clock clock) {
    this.chat = chat;
    this.notifications = notifications;
    this.clock = clock;
  }

  void send(Session session, ClientFrame.MessageSend frame) throws ServiceUnavailableException {
    answer(session, frame, chat.send(session.token(), frame.message()));
  }

  void read(Session session, ClientFrame.MessageRead frame) throws ServiceUnavailableException {
    answer(session, frame, chat.read(session.token(), frame.room().id(), frame.seq()));
  }

  void read(Session session, ClientFrame.NotificationRead frame)
      throws ServiceUnavailableException {
    answer(session, frame, notifications.read(session.token(), frame.notificationId()));
  }

  void read(Session session, ClientFrame.NotificationReadAll frame)
      throws ServiceUnavailableException {
    answer(session, frame, notifications.readAll(session.token()));
  }

  private void answer(Session session, ClientFrame frame, ServiceOutcome outcome) {
    switch (outcome) {
      case ServiceOutcome.Done done -> {
        if (frame.id() != null) {
          session.send(new ServerFrame.Ack(frame.id(), null, done.body(), null, clock.instant()));
        }
      }
      case ServiceOutcome.Refused refused ->
          session.send(
              new ServerFrame.Error(
                  frame.id(),
                  refused.code(),
                  refused.title(),
                  refused.detail(),
                  refused.retryable(),
                  refused.retryAfterMs(),
                  clock.instant()));
    }
  }
}
