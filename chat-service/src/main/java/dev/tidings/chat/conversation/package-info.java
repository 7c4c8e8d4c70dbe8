/**
 * A room as its members see it: made, listed and shown with its last message and what is unread.
 *
 * <p>Owns no table; reads those of {@code room}, {@code membership}, {@code message} and {@code
 * readpointer} together. Produces {@code ROOM_CREATED} and {@code ROOM_UPDATED}.
 */
package dev.tidings.chat.conversation;
