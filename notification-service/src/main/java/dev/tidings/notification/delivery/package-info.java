/**
 * The way of every notification to its reader: what was decided about it per channel, what is on
 * its way, what went wrong, and why (R-N3, R-N4, R-N5).
 *
 * <p>Owns the tables {@code deliveries}, {@code digest_items}, {@code verdicts} and {@code
 * broadcast_rounds}; publishes no event of its own. A broadcast that matters is taken to the people
 * some at a time, after its request was answered.
 *
 * <p>There is one way to wait: a row with {@code not_before}. Schedules, quiet hours, digests and
 * retries only move it. Workers of all replicas claim what is due in batches that exclude each
 * other, under a lease: what a worker that died had claimed is due again when the lease ends, and a
 * worker that was only slow can no longer settle it. When a row is due, it is decided anew whether
 * it still should go out. A channel is therefore used at least once per delivery, and under the
 * same id each time, by which a receiver can tell repetitions.
 */
package dev.tidings.notification.delivery;
