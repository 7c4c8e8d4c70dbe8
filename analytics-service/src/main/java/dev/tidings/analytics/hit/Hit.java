package dev.tidings.analytics.hit;

import dev.tidings.analytics.ledger.LedgerEntry;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Something that a visitor did on a site, with all that is known of it: whoever reads it needs to
 * look nothing up. Neither an address nor a user agent nor a query is among it.
 *
 * @param visitor the visitor's id, which holds for the UTC day of {@code occurredAt}
 * @param previousVisitor the id that the visitor would have had the day before; null unless it
 *     happened so shortly after midnight that a visit may have begun before it
 * @param userId a hash of the site's own id of the visitor, the same on every day; null if unknown
 * @param receivedAt when the service took the hit in, to the millisecond
 * @param occurredAt when it happened, to the millisecond; not after {@code receivedAt}
 * @param url where it happened
 * @param action what happened
 * @param bot what says that it was no person; null for people
 */
@RegisterForReflection
public record Hit(
    String id,
    String workspace,
    String site,
    String visitor,
    String previousVisitor,
    String userId,
    Instant receivedAt,
    Instant occurredAt,
    PageUrl url,
    Action action,
    Source source,
    Place place,
    Client client,
    Bot bot)
    implements HitRecord {

  public Hit {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(workspace, "workspace");
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(visitor, "visitor");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(client, "client");
  }

  @Override
  public List<LedgerEntry> ledgerEntries() {
    String kind = bot == null ? "person" : "bot-" + bot.reason().wire();
    return List.of(
        new LedgerEntry(workspace, site, receivedAt, LedgerEntry.Outcome.ACCEPTED, kind, 1));
  }
}
