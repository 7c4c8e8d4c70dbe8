package dev.tidings.notification.webpush;

import dev.tidings.notification.feed.PersonErased;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.List;

/** Keeps which browsers take messages for whom. */
@ApplicationScoped
class Subscriptions {

  /** More browsers than anybody uses; the oldest make way. */
  static final int MAX = 20;

  /** A browser in which somebody else signs in is theirs from then on. */
  private static final String PUT =
      """
      insert into push_subscriptions (endpoint, workspace, user_id, public_key, secret, created_at)
      values (?, ?, ?, ?, ?, ?)
      on conflict (endpoint) do update
        set workspace = excluded.workspace, user_id = excluded.user_id,
            public_key = excluded.public_key, secret = excluded.secret,
            created_at = excluded.created_at
      """;

  private static final String CUT =
      """
      delete from push_subscriptions
      where endpoint in (
        select endpoint from push_subscriptions
        where workspace = ? and user_id = ?
        order by created_at desc, endpoint
        offset ?)
      """;

  private final Sql sql;
  private final Clock clock;

  Subscriptions(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Keeps a browser for the person; again replaces its keys. */
  @Transactional
  public void put(RecipientKey person, Subscription subscription) {
    sql.update(
        PUT,
        subscription.endpoint().toString(),
        person.workspace(),
        person.userId(),
        P256.raw(subscription.key()),
        subscription.secret(),
        clock.instant());
    sql.update(CUT, person.workspace(), person.userId(), MAX);
  }

  /** The person's browsers. */
  List<Subscription> of(RecipientKey person) {
    return sql.list(
        """
        select endpoint, public_key, secret from push_subscriptions
        where workspace = ? and user_id = ?
        order by created_at, endpoint
        """,
        row ->
            new Subscription(
                URI.create(row.getString("endpoint")),
                key(row.getBytes("public_key")),
                row.getBytes("secret")),
        person.workspace(),
        person.userId());
  }

  /** Forgets a browser of the person's; none is no error. */
  @Transactional
  public void remove(RecipientKey person, String endpoint) {
    sql.update(
        "delete from push_subscriptions where workspace = ? and user_id = ? and endpoint = ?",
        person.workspace(),
        person.userId(),
        endpoint);
  }

  /** It was checked when it came. */
  private static ECPublicKey key(byte[] raw) {
    try {
      return P256.publicKey(raw);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A stored public key is none", e);
    }
  }

  /** Forgets the person's browsers. */
  void forget(@Observes PersonErased erased) {
    sql.update(
        "delete from push_subscriptions where workspace = ? and user_id = ?",
        erased.person().workspace(),
        erased.person().userId());
  }
}
