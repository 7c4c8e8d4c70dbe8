/**
 * What is said in rooms: sending, reading, listing, editing and deleting messages.
 *
 * <p>Owns the tables {@code chat_messages} and {@code chat_message_versions}. Produces {@code
 * MESSAGE_RECEIVED}, {@code MESSAGE_UPDATED}, {@code MESSAGE_DELETED} and {@code
 * ATTACHMENTS_UPDATED}.
 *
 * <p><b>Guarantees.</b> A room's messages are numbered 1, 2, 3 … without gaps in the order of their
 * commits. A send is acknowledged only after its commit. A retry with the same {@code
 * clientMessageId} is answered with the stored message, for ever.
 */
package dev.tidings.chat.message;
