/**
 * What each member has read: one pointer per member and room, from which unread counts and the
 * readers of a message derive.
 *
 * <p>Owns the view {@code v_unread_message_counts} and the pointers in {@code chat_room_members}.
 * Produces {@code MESSAGES_READ} and {@code MESSAGE_STATUS_UPDATE}.
 */
package dev.tidings.chat.readpointer;
