package dev.tidings.gateway.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.gateway.access.AccessDecision;
import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.ErrorCode;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.recovery.Recovery;
import dev.tidings.gateway.recovery.Recovery.Begun;
import dev.tidings.gateway.recovery.RecoveryOutcome;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Stage;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.gateway.upstream.chat.RoomMemberships;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Subscribes and unsubscribes by a client's wish. */
@Singleton
final class SubscribeCommand {

  private static final Logger LOG = Logger.getLogger(SubscribeCommand.class);
  private static final Begun DONE = new Begun.Done();

  private final ChannelPolicy policy;
  private final RoomMemberships memberships;
  private final Subscriptions subscriptions;
  private final Recovery recovery;
  private final Clock clock;
  private final int maxSubscriptions;

  SubscribeCommand(
      ChannelPolicy policy,
      RoomMemberships memberships,
      Subscriptions subscriptions,
      Recovery recovery,
      CommandConfig config,
      Clock clock) {
    this.policy = policy;
    this.memberships = memberships;
    this.subscriptions = subscriptions;
    this.recovery = recovery;
    this.maxSubscriptions = config.maxSubscriptions();
    this.clock = clock;
  }

  /**
   * Subscribes; what has to be looked for goes on while later frames take effect, except those
   * about the same channel.
   */
  void subscribe(Session session, ClientFrame.Subscribe request)
      throws ServiceUnavailableException {
    while (begin(session, request) instanceof Begun.Busy(Stage.Replaying other)) {
      other.await();
    }
  }

  private Begun begin(Session session, ClientFrame.Subscribe request)
      throws ServiceUnavailableException {
    AccessDecision decision = policy.decide(session.user(), request.channel());
    if (decision == AccessDecision.ALLOWED
        && !session.channels().contains(request.channel())
        && isFull(session)) {
      refuse(session, request, ErrorCode.TOO_MANY_SUBSCRIPTIONS, "Unsubscribe from some first.");
      return DONE;
    }
    return switch (decision) {
      case ALLOWED -> accept(session, request);
      case REFUSED -> notFound(session, request);
      case IF_MEMBER -> {
        Begun[] begun = {DONE};
        try (var question = memberships.ask(session, request.channel().id())) {
          subscriptions.exclusively(
              session,
              request.channel(),
              () -> {
                question.remember();
                begun[0] =
                    question.isMember() ? accept(session, request) : notFound(session, request);
              });
        }
        yield begun[0];
      }
    };
  }

  /** Rooms don't count: their number is the membership's to limit. */
  private boolean isFull(Session session) {
    return session.channels().stream()
            .filter(channel -> policy.decide(session.user(), channel) != AccessDecision.IF_MEMBER)
            .count()
        >= maxSubscriptions;
  }

  private Begun accept(Session session, ClientFrame.Subscribe request) {
    Begun begun =
        recovery.begin(
            session,
            request.channel(),
            request.since(),
            outcome ->
                acknowledge(
                    session,
                    request.id(),
                    new ServerFrame.Ack(
                        request.id(),
                        request.channel(),
                        data(outcome),
                        outcome.position(),
                        clock.instant())));
    if (begun instanceof Begun.Unfinished(BooleanSupplier rest)) {
      Thread.ofVirtual()
          .name("recovery-" + session.id())
          .start(() -> finish(session, request, rest));
    }
    return begun;
  }

  private void finish(Session session, ClientFrame.Subscribe request, BooleanSupplier rest) {
    try {
      if (!rest.getAsBoolean() && !session.isClosed()) {
        notFound(session, request);
      }
    } catch (RuntimeException e) {
      LOG.errorf(e, "A subscription failed, connectionId=%s", session.id());
      refuse(session, request, ErrorCode.INTERNAL, "The error is logged.");
    }
  }

  private static ObjectNode data(RecoveryOutcome outcome) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    switch (outcome) {
      case RecoveryOutcome.Recovered recovered ->
          data.put("recovered", true).put("replayed", recovered.replayed());
      case RecoveryOutcome.Refused refused -> {
        data.put("recovered", false).put("replayed", 0).put("reason", refused.reason().code());
        if (refused.reload() != null) {
          data.put("reload", refused.reload());
        }
      }
    }
    return data;
  }

  void unsubscribe(Session session, ClientFrame.Unsubscribe request) {
    while (session.stage(request.channel()) instanceof Stage.Replaying replay) {
      replay.await();
    }
    subscriptions.unsubscribe(
        session,
        request.channel(),
        was ->
            acknowledge(
                session,
                request.id(),
                new ServerFrame.Ack(request.id(), request.channel(), null, null, clock.instant())));
  }

  private static void acknowledge(Session session, String id, ServerFrame.Ack ack) {
    if (id != null) {
      session.send(ack);
    }
  }

  private Begun notFound(Session session, ClientFrame.Subscribe request) {
    refuse(session, request, ErrorCode.NOT_FOUND, "There is no such channel.");
    return DONE;
  }

  private void refuse(
      Session session, ClientFrame.Subscribe request, ErrorCode code, String detail) {
    session.send(ServerFrame.Error.of(request.id(), code, detail, clock.instant()));
  }
}
