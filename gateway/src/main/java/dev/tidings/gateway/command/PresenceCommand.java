package dev.tidings.gateway.command;

import dev.tidings.gateway.access.AccessDecision;
import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.presence.PresenceWatches;
import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.ErrorCode;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.upstream.presence.PresenceAnswer;
import dev.tidings.gateway.upstream.presence.PresenceClient;
import dev.tidings.gateway.upstream.service.ServiceOutcome;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import dev.tidings.platform.event.Channel;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Follows people by a client's wish. The watch is there before presence-service is asked what there
 * is, so no change falls in between; what is asked is asked in the client's name.
 */
@Singleton
final class PresenceCommand {

  private final ChannelPolicy policy;
  private final PresenceClient presence;
  private final PresenceWatches watches;
  private final Clock clock;

  PresenceCommand(
      ChannelPolicy policy, PresenceClient presence, PresenceWatches watches, Clock clock) {
    this.policy = policy;
    this.presence = presence;
    this.watches = watches;
    this.clock = clock;
  }

  void watch(Session session, ClientFrame.PresenceWatch frame) throws ServiceUnavailableException {
    for (String user : frame.users()) {
      if (policy.decide(session.user(), Channel.of("presence", user)) != AccessDecision.ALLOWED) {
        session.send(
            ServerFrame.Error.of(
                frame.id(), ErrorCode.NOT_FOUND, "There is no such user.", clock.instant()));
        return;
      }
    }
    watches.follow(session, frame.users());
    if (frame.users().isEmpty()) {
      acknowledge(session, frame);
      return;
    }
    PresenceAnswer answer;
    try {
      answer = presence.lookUp(session.token(), frame.users());
    } catch (ServiceUnavailableException e) {
      watches.end(session);
      throw e;
    }
    switch (answer) {
      case PresenceAnswer.Present(List<byte[]> people) -> {
        acknowledge(session, frame);
        watches.begin(session, people);
      }
      case PresenceAnswer.Refused(ServiceOutcome.Refused refused) -> {
        watches.end(session);
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

  private void acknowledge(Session session, ClientFrame.PresenceWatch frame) {
    if (frame.id() != null) {
      session.send(new ServerFrame.Ack(frame.id(), null, null, null, clock.instant()));
    }
  }
}
