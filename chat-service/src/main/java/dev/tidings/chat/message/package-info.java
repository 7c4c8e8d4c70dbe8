/**
 * What is said in rooms: sending, reading and listing messages.
 *
 * <p>Owns the table {@code chat_messages}. Produces {@code MESSAGE_RECEIVED}.
 *
 * <p><b>Guarantees.</b> A room's messages are numbered 1, 2, 3 … without gaps in the order of their
 * commits. A send is acknowledged only after its commit. A retry with the same {@code
 * clientMessageId} is answered with the stored message, for ever.
 */
package dev.tidings.chat.message;
