/**
 * Messages that are older than is kept: they go from a room's beginning on, with everything that
 * hangs on them. What is left says how far. Rooms that are deleted go as a whole, some time later.
 *
 * <p>Owns the column {@code purged_seq} of {@code chat_rooms}. Produces {@code MESSAGES_PURGED}.
 */
package dev.tidings.chat.retention;
