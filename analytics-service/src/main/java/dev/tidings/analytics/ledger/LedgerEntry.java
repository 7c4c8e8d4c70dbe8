package dev.tidings.analytics.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * Hits of a site that had the same fate.
 *
 * @param at when they came in
 * @param reason why they had it, in the words of the ledger, such as {@code rate-limited}
 * @param hits how many they are
 */
public record LedgerEntry(
    String workspace, String site, Instant at, Outcome outcome, String reason, long hits) {

  /** What became of a hit. */
  public enum Outcome {
    /** It is counted: among people's, or apart as a program's. */
    ACCEPTED,
    /** It was in order, and is not counted on purpose. */
    FILTERED,
    /** Something was wrong with it; its sender was told. */
    REFUSED;

    @JsonValue
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
