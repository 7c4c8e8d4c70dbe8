/**
 * Each person's notifications: kept in the order in which they came, listed, counted, read, put
 * away and snoozed; the same on all of the person's devices. And broadcasts, which are one row for
 * many people, each of whom has a state of their own (R-N1, R-N5, R-N6, R-N9). What carries a
 * broadcast to other channels, and what cites a chat message, is kept with them.
 *
 * <p>Owns the tables {@code recipients}, {@code notifications}, {@code read_marks}, {@code
 * broadcasts}, {@code broadcast_logs}, {@code broadcast_states}, {@code broadcast_reads}, {@code
 * role_members} and {@code notification_posts} and the views {@code v_notification_summary}, {@code
 * v_unread_counts} and {@code v_person_broadcasts}; publishes {@code NOTIFICATION}, {@code
 * UNREAD_COUNT}, {@code NOTIFICATIONS_READ}, {@code NOTIFICATIONS_UPDATED} and {@code
 * NOTIFICATIONS_DELETED} on {@code notification.user.v1}.
 *
 * <p>Everything that changes a person's notifications first locks the person's {@code recipients}
 * row. Under that lock the sequence is drawn, a source is looked up and the unread count is
 * changed, so the count is exact and a person's events are in the order of the changes. Who changes
 * several people's notifications at once locks them in the order of their ids. After the person,
 * notifications are locked, though not against those who only refer to them, and then what is on
 * its way of those that are to go.
 */
package dev.tidings.notification.feed;
