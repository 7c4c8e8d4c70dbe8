/**
 * The notification service: what concerns a person, kept until it is read and pushed when it
 * happens.
 *
 * <p>{@link dev.tidings.notification.upstream.chat} takes in what happens in chat and {@link
 * dev.tidings.notification.upstream.event} what happens elsewhere, {@link
 * dev.tidings.notification.rule} says what becomes of it, {@link dev.tidings.notification.feed}
 * keeps each person's notifications and takes those that services post, {@link
 * dev.tidings.notification.activity} keeps what happened. {@link dev.tidings.notification.delivery}
 * brings them to people on further channels, as {@link dev.tidings.notification.decision} decides
 * by what {@link dev.tidings.notification.preference} says people want.
 */
package dev.tidings.notification;
