package dev.tidings.analytics.ledger;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/**
 * What became of the hits that were sent to a site.
 *
 * @param site the site's key
 * @param from the hour from which on they are counted
 * @param to the hour up to which they are counted, not included
 * @param received all of them: the sum of the three
 * @param accepted those that are counted, among people's or apart as programs'
 * @param filtered those that are not counted on purpose
 * @param refused those that something was wrong with
 * @param reasons the same, by reason
 */
@RegisterForReflection
public record LedgerView(
    String site,
    Instant from,
    Instant to,
    long received,
    long accepted,
    long filtered,
    long refused,
    List<Line> reasons) {

  public LedgerView {
    reasons = List.copyOf(reasons);
  }

  /**
   * Hits that had the same fate.
   *
   * @param outcome {@code accepted}, {@code filtered} or {@code refused}
   * @param reason such as {@code person}, {@code bot-user-agent} or {@code rate-limited}
   */
  @RegisterForReflection
  public record Line(String outcome, String reason, long hits) {}
}
