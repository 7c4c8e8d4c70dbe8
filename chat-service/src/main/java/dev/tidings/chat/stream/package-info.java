/**
 * How a room's events leave: through the outbox to the topic {@code chat.room.v1}, on the channel
 * {@code room:<id>}.
 *
 * <p>What only one person's devices hear goes to {@code chat.user.v1}, on {@code user:<id>}, and
 * what those of a role of the workspace hear, on {@code role:<role>}.
 *
 * <p>Produces both; {@code chat-service/contract} shows each type. Owns the tables {@code outbox}
 * and {@code outbox_dead_letter} together with the platform.
 */
package dev.tidings.chat.stream;
