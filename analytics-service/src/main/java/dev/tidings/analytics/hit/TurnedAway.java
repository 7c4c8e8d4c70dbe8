package dev.tidings.analytics.hit;

import dev.tidings.analytics.ledger.LedgerEntry;
import dev.tidings.analytics.ledger.LedgerEntry.Outcome;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How many hits of a site were not taken in, and why, since the last such record of a replica.
 * Nothing is known of them but their number.
 *
 * @param receivedAt when the last of them came, to the millisecond
 */
@RegisterForReflection
public record TurnedAway(
    String id, String workspace, String site, Instant receivedAt, Map<Reason, Long> counts)
    implements HitRecord {

  public TurnedAway {
    counts = Map.copyOf(counts);
  }

  @Override
  public List<LedgerEntry> ledgerEntries() {
    return counts.entrySet().stream()
        .map(
            count ->
                new LedgerEntry(
                    workspace,
                    site,
                    receivedAt,
                    count.getKey().outcome(),
                    count.getKey().wire(),
                    count.getValue()))
        .toList();
  }

  /** Why a hit was not taken in. */
  public enum Reason {
    /** The visitor's browser asks not to be counted. */
    OPTED_OUT(Outcome.FILTERED),
    /** It happened longer ago than visitors' ids reach back. */
    LATE(Outcome.FILTERED),
    /** It reports something that is not counted here, such as how quickly a page was shown. */
    NOT_COUNTED(Outcome.FILTERED),
    ORIGIN_NOT_ALLOWED(Outcome.REFUSED),
    /** It is not of the form that was asked for, or breaks a rule. */
    INVALID(Outcome.REFUSED),
    RATE_LIMITED(Outcome.REFUSED),
    /** The log of the hits was away. */
    UNAVAILABLE(Outcome.REFUSED);

    private final Outcome outcome;

    Reason(Outcome outcome) {
      this.outcome = outcome;
    }

    public Outcome outcome() {
      return outcome;
    }

    public String wire() {
      return WireNames.of(this);
    }

    /** The reason of a wire name; null if it is none of ours. */
    public static Reason of(String wire) {
      return WireNames.find(Reason.class, wire);
    }
  }
}
