/**
 * What happens in chat, taken in from {@code chat.room.v1}. The only place that names
 * chat-service's topic, types and fields, besides the rules.
 *
 * <p>Owns no table: who is in a room goes to {@code room}, what is said otherwise or no more to
 * {@code feed}, and every event to {@code rule}. Consumes {@code chat.room.v1} in the group {@code
 * notification-service}; what can't be handled goes to {@code
 * chat.room.v1.notification-service.dlq}.
 */
package dev.tidings.notification.upstream.chat;
