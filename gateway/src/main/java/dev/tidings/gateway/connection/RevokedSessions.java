package dev.tidings.gateway.connection;

import dev.tidings.gateway.protocol.DisconnectCode;
import dev.tidings.gateway.revocation.Revocations;
import dev.tidings.gateway.revocation.TokensRevoked;
import dev.tidings.gateway.session.Session;
import dev.tidings.gateway.session.SessionRegistry;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Collection;

/**
 * Ends live connections whose tokens were taken back: at once when it is said, and, for a token
 * that came in at the same moment, at the next sweep.
 */
@Singleton
public final class RevokedSessions {

  private final SessionRegistry sessions;
  private final Connections connections;
  private final Revocations revocations;

  RevokedSessions(SessionRegistry sessions, Connections connections, Revocations revocations) {
    this.sessions = sessions;
    this.connections = connections;
    this.revocations = revocations;
  }

  void onRevoked(@Observes TokensRevoked revoked) {
    Collection<Session> concerned =
        revoked.userId() == null
            ? sessions.all()
            : sessions.of(revoked.workspace(), revoked.userId());
    for (Session session : concerned) {
      if (revoked.covers(session.token())) {
        end(session, revoked);
      }
    }
  }

  /** Ends the session if its token was taken back; whether it was. */
  boolean end(Session session) {
    TokensRevoked revoked = revocations.find(session.token());
    if (revoked == null) {
      return false;
    }
    end(session, revoked);
    return true;
  }

  /** Whoever is to come back with a new token is told what an expired token is told. */
  private void end(Session session, TokensRevoked revoked) {
    connections.disconnect(
        session,
        revoked.isRenewable() ? DisconnectCode.TOKEN_EXPIRED : DisconnectCode.TOKEN_REVOKED);
  }
}
