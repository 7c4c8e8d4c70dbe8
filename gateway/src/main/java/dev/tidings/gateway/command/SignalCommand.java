package dev.tidings.gateway.command;

import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.ErrorCode;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.publication.PublicationFailedException;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.signal.Signals;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Hands on what clients do; acknowledged when Kafka has it. */
@Singleton
final class SignalCommand {

  private final Signals signals;
  private final ChannelAccess access;
  private final Clock clock;

  SignalCommand(Signals signals, ChannelAccess access, Clock clock) {
    this.signals = signals;
    this.access = access;
    this.clock = clock;
  }

  void typing(Session session, ClientFrame.Typing frame)
      throws ServiceUnavailableException, PublicationFailedException {
    if (!access.maySubscribe(session, frame.room())) {
      session.send(
          ServerFrame.Error.of(
              frame.id(), ErrorCode.NOT_FOUND, "There is no such room.", clock.instant()));
      return;
    }
    signals.typing(session, frame);
    acknowledge(session, frame);
  }

  void status(Session session, ClientFrame.PresenceUpdate frame) throws PublicationFailedException {
    signals.status(session, frame);
    acknowledge(session, frame);
  }

  void activity(Session session, ClientFrame.Activity frame) throws PublicationFailedException {
    signals.activity(session, frame);
    acknowledge(session, frame);
  }

  void page(Session session, ClientFrame.PageNavigate frame) throws PublicationFailedException {
    signals.page(session, frame);
    acknowledge(session, frame);
  }

  private void acknowledge(Session session, ClientFrame frame) {
    if (frame.id() != null) {
      session.send(new ServerFrame.Ack(frame.id(), null, null, null, clock.instant()));
    }
  }
}
