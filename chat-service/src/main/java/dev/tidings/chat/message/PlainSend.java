package dev.tidings.chat.message;

import dev.tidings.chat.directory.Caller;

/**
 * A message that answers none, mentions nobody and has no files: most of them are so, and nothing
 * has to be looked at while they are stored.
 *
 * @param message with the numbers 0 and without a time
 * @param hash of what was sent
 */
record PlainSend(Caller sender, MessageView message, byte[] hash) {}
