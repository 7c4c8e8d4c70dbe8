/**
 * Each person's status: decided from all their clients and their own choice, told when it changes,
 * and asked for by REST (R-P1, R-P2, R-P4, R-P5, R-P6).
 *
 * <p>Owns the tables {@code user_presence} and {@code rosters} and the view {@code v_online_users}.
 * Publishes on {@code presence.status.v1}, for everybody: {@code PRESENCE_UPDATE} and {@code
 * USER_ACTIVITY} per person, {@code PRESENCE_LIST} per workspace; on {@code presence.user.v1}, for
 * one reader each: what contacts may see, and {@code PRESENCE_SETTINGS_UPDATED}.
 *
 * <p>A status is decided at once, under the lock of the person's row. Others are told once per
 * tick, by one replica per workspace at a time, which holds the lock of the workspace's roster; so
 * a person's events and a workspace's versions are in the order of the changes. Locks are taken in
 * the order lease, roster, people by workspace and id, watched places.
 */
package dev.tidings.presence.status;
