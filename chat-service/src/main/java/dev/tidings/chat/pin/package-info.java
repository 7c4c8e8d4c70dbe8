/**
 * Messages that a room keeps in view.
 *
 * <p>Owns the table {@code chat_pins}. Produces {@code MESSAGE_PINNED} and {@code
 * MESSAGE_UNPINNED}.
 */
package dev.tidings.chat.pin;
