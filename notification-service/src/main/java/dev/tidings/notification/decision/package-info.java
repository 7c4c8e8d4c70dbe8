/**
 * Whether, when and how a notification reaches a person on a channel: one function of everything
 * that matters, so that there is one place to look it up and nothing else to ask.
 *
 * <p>Owns no table and no topic. {@link dev.tidings.notification.delivery} gathers the
 * circumstances, keeps every verdict with them, and acts on it.
 */
package dev.tidings.notification.decision;
