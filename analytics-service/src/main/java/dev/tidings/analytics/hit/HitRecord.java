package dev.tidings.analytics.hit;

import dev.tidings.analytics.ledger.LedgerEntry;
import java.time.Instant;
import java.util.List;

/** What stands on the topic of the hits. */
public sealed interface HitRecord permits Hit, TurnedAway {

  /** Unique for ever; a record that is delivered again counts once. A UUID. */
  String id();

  /** Who sees the site's numbers. */
  String workspace();

  /** The site's key. */
  String site();

  /** When the service wrote it, to the millisecond. */
  Instant receivedAt();

  /** How it counts in the ledger of its site. */
  List<LedgerEntry> ledgerEntries();
}
