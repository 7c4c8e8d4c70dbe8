/**
 * A room as its members see it: made, found, listed, changed, deleted, and shown with its last
 * message and what is unread.
 *
 * <p>Owns no table; reads those of {@code room}, {@code membership}, {@code message} and {@code
 * readpointer} together. Produces {@code ROOM_CREATED}, {@code ROOM_UPDATED} and {@code
 * ROOM_DELETED}.
 */
package dev.tidings.chat.conversation;
