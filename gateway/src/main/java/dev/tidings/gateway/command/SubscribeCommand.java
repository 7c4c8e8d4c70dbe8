package dev.tidings.gateway.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.gateway.access.AccessDecision;
import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.ErrorCode;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.gateway.upstream.chat.RoomMemberships;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Subscribes and unsubscribes by a client's wish. */
@Singleton
final class SubscribeCommand {

  private final ChannelPolicy policy;
  private final RoomMemberships memberships;
  private final Subscriptions subscriptions;
  private final Clock clock;
  private final int maxSubscriptions;

  SubscribeCommand(
      ChannelPolicy policy,
      RoomMemberships memberships,
      Subscriptions subscriptions,
      CommandConfig config,
      Clock clock) {
    this.policy = policy;
    this.memberships = memberships;
    this.subscriptions = subscriptions;
    this.maxSubscriptions = config.maxSubscriptions();
    this.clock = clock;
  }

  void subscribe(Session session, ClientFrame.Subscribe request)
      throws ServiceUnavailableException {
    AccessDecision decision = policy.decide(session.user(), request.channel());
    if (decision == AccessDecision.ALLOWED
        && !session.channels().contains(request.channel())
        && isFull(session)) {
      refuse(session, request, ErrorCode.TOO_MANY_SUBSCRIPTIONS, "Unsubscribe from some first.");
      return;
    }
    switch (decision) {
      case ALLOWED -> accept(session, request);
      case REFUSED -> notFound(session, request);
      case IF_MEMBER -> {
        try (var question = memberships.ask(session, request.channel().id())) {
          subscriptions.exclusively(
              session,
              request.channel(),
              () -> {
                question.remember();
                if (question.isMember()) {
                  accept(session, request);
                } else {
                  notFound(session, request);
                }
              });
        }
      }
    }
  }

  /** Rooms don't count: their number is the membership's to limit. */
  private boolean isFull(Session session) {
    return session.channels().stream()
            .filter(channel -> policy.decide(session.user(), channel) != AccessDecision.IF_MEMBER)
            .count()
        >= maxSubscriptions;
  }

  private void accept(Session session, ClientFrame.Subscribe request) {
    subscriptions.subscribe(
        session,
        request.channel(),
        position ->
            acknowledge(
                session,
                request.id(),
                new ServerFrame.Ack(
                    request.id(),
                    request.channel(),
                    recovery(request.since(), position),
                    position,
                    clock.instant())));
  }

  /** Nothing is replayed yet, so what was missed is missed, and the client is told. */
  private static ObjectNode recovery(Position since, Position now) {
    boolean nothingMissed = since == null || since.covers(now);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("recovered", nothingMissed).put("replayed", 0);
    return nothingMissed ? data : data.put("reason", "replay-unavailable");
  }

  void unsubscribe(Session session, ClientFrame.Unsubscribe request) {
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

  private void notFound(Session session, ClientFrame.Subscribe request) {
    refuse(session, request, ErrorCode.NOT_FOUND, "There is no such channel.");
  }

  private void refuse(
      Session session, ClientFrame.Subscribe request, ErrorCode code, String detail) {
    session.send(ServerFrame.Error.of(request.id(), code, detail, clock.instant()));
  }
}
