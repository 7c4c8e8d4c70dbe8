/**
 * Each person's notifications: kept in the order in which they came, listed, counted and marked
 * read; the same on all of the person's devices (R-N1, R-N6).
 *
 * <p>Owns the tables {@code recipients}, {@code notifications} and {@code notification_posts} and
 * the view {@code v_notification_summary}; publishes {@code NOTIFICATION}, {@code UNREAD_COUNT} and
 * {@code NOTIFICATIONS_READ} on {@code notification.user.v1}.
 *
 * <p>Everything that changes a person's notifications first locks the person's {@code recipients}
 * row. Under that lock the sequence is drawn, a source is looked up and the unread count is
 * changed, so the count is exact and a person's events are in the order of the changes. Who changes
 * several people's notifications at once locks them in the order of their ids.
 */
package dev.tidings.notification.feed;
