/**
 * The room itself: its kind, its name, what it is asked for by, and its row, whose lock orders
 * everything that happens in it.
 *
 * <p>Owns the table {@code chat_rooms}; {@code message} advances its {@code last_seq}.
 */
package dev.tidings.chat.room;
