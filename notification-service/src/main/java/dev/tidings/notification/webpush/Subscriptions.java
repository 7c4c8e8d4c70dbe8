package dev.tidings.notification.webpush;

import dev.tidings.notification.feed.PersonErased;
import dev.tidings.notification.feed.RecipientKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/** Keeps which browsers take messages for whom. */
@ApplicationScoped
class Subscriptions implements PanacheRepositoryBase<Browser, String> {

  /** More browsers than anybody uses; the oldest make way. */
  static final int MAX = 20;

  /**
   * A browser in which somebody else signs in is theirs from then on. One statement, as two tabs
   * may subscribe the same browser at once.
   */
  private static final String PUT =
      """
      insert into push_subscriptions (endpoint, workspace, user_id, public_key, secret, created_at)
      values (:endpoint, :workspace, :user, :key, :secret, :now)
      on conflict (endpoint) do update
        set workspace = excluded.workspace, user_id = excluded.user_id,
            public_key = excluded.public_key, secret = excluded.secret,
            created_at = excluded.created_at
      """;

  private final Clock clock;

  Subscriptions(Clock clock) {
    this.clock = clock;
  }

  /** Keeps a browser for the person; again replaces its keys. */
  @Transactional
  public void put(RecipientKey person, Subscription subscription) {
    getEntityManager()
        .createNativeQuery(PUT)
        .setParameter("endpoint", subscription.endpoint().toString())
        .setParameter("workspace", person.workspace())
        .setParameter("user", person.userId())
        .setParameter("key", P256.raw(subscription.key()))
        .setParameter("secret", subscription.secret())
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
    List<Browser> all =
        list(
            "workspace = ?1 and userId = ?2 order by createdAt desc, endpoint",
            person.workspace(),
            person.userId());
    all.stream().skip(MAX).forEach(this::delete);
  }

  /** The person's browsers. */
  @Transactional
  public List<Subscription> of(RecipientKey person) {
    return list(
            "workspace = ?1 and userId = ?2 order by createdAt, endpoint",
            person.workspace(),
            person.userId())
        .stream()
        .map(Browser::subscription)
        .toList();
  }

  /** Forgets a browser of the person's; none is no error. */
  @Transactional
  public void remove(RecipientKey person, String endpoint) {
    delete(
        "workspace = ?1 and userId = ?2 and endpoint = ?3",
        person.workspace(),
        person.userId(),
        endpoint);
  }

  /** Forgets the person's browsers. */
  void forget(@Observes PersonErased erased) {
    delete("workspace = ?1 and userId = ?2", erased.person().workspace(), erased.person().userId());
  }
}
