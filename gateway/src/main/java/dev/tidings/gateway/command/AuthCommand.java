package dev.tidings.gateway.command;

import dev.tidings.gateway.access.AccessDecision;
import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.protocol.ClientFrame;
import dev.tidings.gateway.protocol.ErrorCode;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.session.OwnChannels;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.Subscriptions;
import dev.tidings.gateway.token.TokenVerifier;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.identity.CurrentUser;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Replaces a live connection's token, and applies what its roles allow. */
@Singleton
final class AuthCommand {

  private final TokenVerifier tokens;
  private final ChannelPolicy policy;
  private final Subscriptions subscriptions;
  private final Clock clock;

  AuthCommand(
      TokenVerifier tokens, ChannelPolicy policy, Subscriptions subscriptions, Clock clock) {
    this.tokens = tokens;
    this.policy = policy;
    this.subscriptions = subscriptions;
    this.clock = clock;
  }

  void renew(Session session, ClientFrame.Auth request) {
    VerifiedToken token = tokens.verify(request.token());
    CurrentUser before = session.user();
    CurrentUser now = token.user();
    if (!now.id().equals(before.id()) || !now.workspace().equals(before.workspace())) {
      session.send(
          ServerFrame.Error.of(
              request.id(),
              ErrorCode.FORBIDDEN,
              "The token is of another user or workspace than the connection.",
              clock.instant()));
      return;
    }
    session.renew(token);
    for (Channel channel : session.channels()) {
      if (policy.decide(now, channel) == AccessDecision.REFUSED) {
        subscriptions.revoke(session, channel);
      }
    }
    OwnChannels.ofRoles(now).stream()
        .filter(channel -> !before.hasRole(channel.id()))
        .filter(channel -> policy.decide(now, channel) == AccessDecision.ALLOWED)
        .forEach(channel -> subscriptions.announce(session, channel));
    if (request.id() != null) {
      session.send(new ServerFrame.Ack(request.id(), null, null, null, clock.instant()));
    }
  }
}
