/**
 * What this service does with its own log, {@code chat.room.v1}, after the fact: what nobody waits
 * for need not be done while a message is sent.
 *
 * <p>Owns no table. Consumes in the group {@code chat-service-search}; what can't be handled goes
 * to {@code chat.room.v1.chat-service-search.dlq}.
 */
package dev.tidings.chat.upstream.chat;
