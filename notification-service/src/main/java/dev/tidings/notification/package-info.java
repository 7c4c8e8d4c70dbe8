/**
 * The notification service: what concerns a person, kept until it is read and pushed when it
 * happens.
 *
 * <p>{@link dev.tidings.notification.upstream.chat} takes in what happens in chat, {@link
 * dev.tidings.notification.mention} makes notifications of mentions, {@link
 * dev.tidings.notification.feed} keeps each person's notifications.
 */
package dev.tidings.notification;
