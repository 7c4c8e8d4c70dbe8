/**
 * Who is meant by {@code @somebody} in a text.
 *
 * <p>Owns the table {@code chat_message_mentions}, which {@code message} fills.
 */
package dev.tidings.chat.mention;
