/**
 * The activity feed: what happened in a workspace, for those who may know of it (R-N8).
 *
 * <p>Owns the tables {@code activity_feed} and {@code activity_audiences} and the view {@code
 * v_recent_activity}; publishes {@code ACTIVITY} on {@code activity.feed.v1}. Filled by {@link
 * dev.tidings.notification.rule} and by services that post.
 *
 * <p>An activity's audience is a set of channels: {@code workspace}, {@code room:<id>}, {@code
 * role:<name>}, {@code user:<id>}. Who may subscribe to one of them may read the activity, and gets
 * its event there; the query joins the channels that are the reader's (see ADR 0053).
 */
package dev.tidings.notification.activity;
