/**
 * Rules: which events of other services become notifications and activities, of whom and with what
 * text (R-N7). They are configuration: files of YAML, those that come with the service and the
 * operator's own, read at the start and again whenever they change.
 *
 * <p>Owns no table and no topic: {@code upstream} brings the events, what rules make of them goes
 * to {@link dev.tidings.notification.feed}, {@link dev.tidings.notification.email} and {@link
 * dev.tidings.notification.activity}.
 *
 * <p>A rule reads the event as plain data and can do nothing else: its conditions are typed
 * matchers at JSON Pointers, its texts are templates that reach no code (see ADR 0052).
 */
package dev.tidings.notification.rule;
