package dev.tidings.chat.readpointer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the caller has and has not read in a room.
 *
 * @param lastSeq the number of the newest message; 0 if there is none
 * @param lastReadSeq up to here the caller has read
 * @param unreadCount messages of others after that, without deleted ones
 * @param mentionCount those of them that mention the caller, by name or with everybody
 */
@RegisterForReflection
@Schema(name = "ReadState")
public record ReadStateView(
    UUID roomId, long lastSeq, long lastReadSeq, int unreadCount, int mentionCount) {}
