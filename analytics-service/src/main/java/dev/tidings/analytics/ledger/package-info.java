/**
 * The ledger of each site: of all hits that were sent to it, how many were accepted, filtered and
 * refused, and why. What is sent and in no other number is in this one.
 *
 * <p>Owns the table {@code ingest_ledger}; no topic.
 */
package dev.tidings.analytics.ledger;
