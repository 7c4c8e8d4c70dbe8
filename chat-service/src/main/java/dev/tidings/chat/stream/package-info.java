/**
 * How a room's events leave: through the outbox to the topic {@code chat.room.v1}, on the channel
 * {@code room:<id>}.
 *
 * <p>Produces {@code chat.room.v1}; {@code chat-service/contract} shows each type. Owns the tables
 * {@code outbox} and {@code outbox_dead_letter} together with the platform.
 */
package dev.tidings.chat.stream;
