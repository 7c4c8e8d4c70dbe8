package dev.tidings.gateway.command;

import dev.tidings.gateway.access.AccessDecision;
import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.gateway.upstream.chat.RoomMemberships;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import dev.tidings.platform.event.Channel;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Whether a user may do something with a channel, at this moment. */
@Singleton
public final class ChannelAccess {

  private static final Logger LOG = Logger.getLogger(ChannelAccess.class);

  private final ChannelPolicy policy;
  private final RoomMemberships memberships;
  private final Subscriptions subscriptions;

  ChannelAccess(ChannelPolicy policy, RoomMemberships memberships, Subscriptions subscriptions) {
    this.policy = policy;
    this.memberships = memberships;
    this.subscriptions = subscriptions;
  }

  /** Whether the user may know of the channel, which is to subscribe to it. */
  boolean maySubscribe(Session session, Channel channel) throws ServiceUnavailableException {
    return holds(policy.decide(session.user(), channel), session, channel);
  }

  /** Whether the user may publish to the channel's subscribers. */
  boolean mayPublish(Session session, Channel channel) throws ServiceUnavailableException {
    return holds(policy.decidePublish(session.user(), channel), session, channel);
  }

  /**
   * Whether a user may know of any of the channels. Where nobody can say at the moment, because
   * chat-service is away, they may: subscribing asks again.
   */
  public boolean maySubscribeToAny(VerifiedToken token, List<Channel> channels) {
    return channels.stream().anyMatch(channel -> maySubscribe(token, channel));
  }

  private boolean maySubscribe(VerifiedToken token, Channel channel) {
    return switch (policy.decide(token.user(), channel)) {
      case ALLOWED -> true;
      case REFUSED -> false;
      case IF_MEMBER -> {
        try {
          yield memberships.isMember(token, channel.id());
        } catch (ServiceUnavailableException e) {
          LOG.debugf("Nobody can say who is a member of a room: %s", e.getMessage());
          yield true;
        }
      }
    };
  }

  private boolean holds(AccessDecision decision, Session session, Channel channel)
      throws ServiceUnavailableException {
    return switch (decision) {
      case ALLOWED -> true;
      case REFUSED -> false;
      case IF_MEMBER -> isMember(session, channel);
    };
  }

  /** A subscription that only members have is kept true, so it is proof enough. */
  private boolean isMember(Session session, Channel channel) throws ServiceUnavailableException {
    if (session.channels().contains(channel)
        && policy.decide(session.user(), channel) == AccessDecision.IF_MEMBER) {
      return true;
    }
    try (var question = memberships.ask(session, channel.id())) {
      boolean[] member = new boolean[1];
      subscriptions.exclusively(
          session,
          channel,
          () -> {
            question.remember();
            member[0] = question.isMember();
          });
      return member[0];
    }
  }
}
