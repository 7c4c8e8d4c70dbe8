/**
 * Threads as those see them who take part: the author of a message that is answered, who answers,
 * who is mentioned in an answer, and who follows. Each has a read pointer of its own in each
 * thread.
 *
 * <p>Owns the table {@code chat_thread_members}, into which {@code message} brings participants.
 */
package dev.tidings.chat.thread;
