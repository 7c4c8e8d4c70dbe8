package dev.tidings.chat.message;

import java.util.UUID;

/**
 * Said inside the service, in the transaction in which what a message said is destroyed: whoever
 * has kept a copy destroys it too.
 */
public record MessageErased(UUID messageId) {}
