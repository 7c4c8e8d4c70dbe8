package dev.tidings.gateway.command;

import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.Decoded;
import dev.tidings.gateway.protocol.ErrorCode;
import dev.tidings.gateway.protocol.FrameDecoder;
import dev.tidings.gateway.protocol.FrameLimits;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.publication.PublicationFailedException;
import dev.tidings.gateway.recovery.ResumeGrace;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Decodes a client's text and sees that it is answered: one ACK or ERROR for each id. */
@Singleton
public final class FrameRouter {

  private static final Logger LOG = Logger.getLogger(FrameRouter.class);

  private final FrameDecoder decoder = new FrameDecoder(FrameLimits.DEFAULT);
  private final SubscribeCommand subscribe;
  private final ServiceCommand services;
  private final SignalCommand signals;
  private final PresenceCommand presence;
  private final PublishCommand publish;
  private final AuthCommand auth;
  private final ResumeGrace grace;
  private final Clock clock;

  FrameRouter(
      SubscribeCommand subscribe,
      ServiceCommand services,
      SignalCommand signals,
      PresenceCommand presence,
      PublishCommand publish,
      AuthCommand auth,
      ResumeGrace grace,
      Clock clock) {
    this.subscribe = subscribe;
    this.services = services;
    this.signals = signals;
    this.presence = presence;
    this.publish = publish;
    this.auth = auth;
    this.grace = grace;
    this.clock = clock;
  }

  /** Takes a text of a session's client, on its event loop. */
  public void route(Session session, CommandQueue queue, String text) {
    Decoded decoded = decoder.decode(text);
    session.received(decoded);
    switch (decoded) {
      case Decoded.Invalid(String id, ErrorCode code, String detail) ->
          refuse(session, id, code, detail);
      case Decoded.Valid(ClientFrame.Ping(String id)) -> pong(session, id);
      case Decoded.Valid(ClientFrame.Unknown(String type, String id)) ->
          refuse(session, id, ErrorCode.UNKNOWN_TYPE, "'" + type + "' is not served.");
      case Decoded.Valid(ClientFrame frame) -> {
        if (!queue.offer(() -> execute(session, frame))) {
          refuse(
              session,
              frame.id(),
              ErrorCode.TOO_MANY_PENDING,
              "Wait for answers before sending more.");
        }
      }
    }
  }

  /** Refuses a text that came too fast, under its id, and says when to go on. */
  public void refuse(Session session, String text, long retryAfterMs) {
    String id =
        switch (decoder.decode(text)) {
          case Decoded.Invalid(String given, ErrorCode code, String detail) -> given;
          case Decoded.Valid(ClientFrame frame) -> frame.id();
        };
    session.send(
        new ServerFrame.Error(
            id,
            ErrorCode.RATE_LIMITED.code(),
            ErrorCode.RATE_LIMITED.title(),
            "The connection sends more than it may.",
            ErrorCode.RATE_LIMITED.retryable(),
            retryAfterMs,
            clock.instant()));
  }

  /** The error that says the same as a problem of a token. */
  public static ServerFrame.Error problem(String id, ProblemException problem, Instant now) {
    return new ServerFrame.Error(
        id,
        problem.code().code(),
        problem.code().title(),
        problem.getMessage(),
        problem.code().status() == CommonProblem.UNAVAILABLE.status(),
        null,
        now);
  }

  private void pong(Session session, String id) {
    session.send(new ServerFrame.Pong(id, clock.instant()));
    if (id != null) {
      session.send(new ServerFrame.Ack(id, null, null, null, clock.instant()));
    }
  }

  /**
   * Does what a frame asks for, and answers it. Blocks; on a virtual thread, after what the session
   * asked for before.
   */
  public void execute(Session session, ClientFrame frame) {
    if (session.isClosed()) {
      return;
    }
    try {
      endGrace(session, frame);
      switch (frame) {
        case ClientFrame.Subscribe request -> subscribe.subscribe(session, request);
        case ClientFrame.Unsubscribe request -> subscribe.unsubscribe(session, request);
        case ClientFrame.MessageSend request -> services.send(session, request);
        case ClientFrame.MessageRead request -> services.read(session, request);
        case ClientFrame.NotificationRead request -> services.read(session, request);
        case ClientFrame.NotificationReadAll request -> services.read(session, request);
        case ClientFrame.Typing request -> signals.typing(session, request);
        case ClientFrame.PresenceUpdate request -> signals.status(session, request);
        case ClientFrame.Activity request -> signals.activity(session, request);
        case ClientFrame.PageNavigate request -> signals.page(session, request);
        case ClientFrame.PresenceWatch request -> presence.watch(session, request);
        case ClientFrame.Publish request -> publish.publish(session, request);
        case ClientFrame.Auth request -> auth.renew(session, request);
        case ClientFrame.Ping ping -> pong(session, ping.id());
        case ClientFrame.Unknown unknown ->
            refuse(session, unknown.id(), ErrorCode.UNKNOWN_TYPE, unknown.type());
      }
    } catch (ServiceUnavailableException e) {
      LOG.debugf("A frame failed, connectionId=%s: %s", session.id(), e.getMessage());
      refuse(
          session,
          frame.id(),
          ErrorCode.UNAVAILABLE,
          "The service behind this does not answer. Repeat with the same ids.");
    } catch (PublicationFailedException e) {
      LOG.debugf("A frame failed, connectionId=%s: %s", session.id(), e.getMessage());
      refuse(session, frame.id(), ErrorCode.UNAVAILABLE, "It could not be published. Try again.");
    } catch (ProblemException e) {
      session.send(problem(frame.id(), e, clock.instant()));
    } catch (RuntimeException e) {
      LOG.errorf(e, "A frame failed, connectionId=%s", session.id());
      refuse(session, frame.id(), ErrorCode.INTERNAL, "The error is logged.");
    }
  }

  /** Who does anything else than to say where it was doesn't resume any more channels. */
  private void endGrace(Session session, ClientFrame frame) {
    if (frame instanceof ClientFrame.Subscribe subscribe) {
      if (subscribe.since() != null) {
        grace.resuming(session);
      }
    } else if (!(frame instanceof ClientFrame.Auth || frame instanceof ClientFrame.Ping)) {
      grace.end(session);
    }
  }

  private void refuse(Session session, String id, ErrorCode code, String detail) {
    session.send(ServerFrame.Error.of(id, code, detail, clock.instant()));
  }
}
