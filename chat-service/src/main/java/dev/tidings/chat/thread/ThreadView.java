package dev.tidings.chat.thread;

import dev.tidings.chat.message.MessageView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A thread as one member of the room sees it.
 *
 * @param message the one that is answered
 * @param isFollowed whether the caller takes part or follows; only then answers are counted
 * @param lastReadSeq up to here the caller has read the answers; 0 if it is not followed
 * @param unreadCount the answers of others after that, without deleted ones
 */
@RegisterForReflection
@Schema(name = "Thread")
public record ThreadView(
    MessageView message, boolean isFollowed, long lastReadSeq, int unreadCount) {}
