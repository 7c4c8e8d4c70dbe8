/**
 * Each person's status, decided from all their connections, announced when it changes, and asked
 * for by REST (R-P2, R-P4).
 *
 * <p>Owns the table {@code user_presence} and the view {@code v_online_users}; publishes {@code
 * PRESENCE_UPDATE} on {@code presence.status.v1}. The decision is made in the transaction that
 * holds the lock of the person's row, so a person's events are in the order of the changes.
 */
package dev.tidings.presence.status;
