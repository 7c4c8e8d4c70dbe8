package dev.tidings.chat.message;

import dev.tidings.chat.attachment.AttachmentView;
import dev.tidings.chat.directory.Person;
import dev.tidings.chat.mention.RoomMention;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message, in answers and in events alike (R-C15). Every key is always there.
 *
 * @param seq its number in its room, from 1 without gaps
 * @param message the text as it was sent
 * @param html the text as safe HTML, see {@link HtmlText}
 * @param parentId the message of the same room that it answers; null if none
 * @param replyCount how many messages answer it, without the deleted ones
 * @param lastReplySeq the number of the last of them; null if there is none
 * @param lastReplyAt when that was sent; null if there is none
 * @param lastReplyUserId who sent that; null if there is none
 * @param attachments the files that come with it; none if it is deleted
 * @param mentions the members that it mentions, without its sender
 * @param mentionsRoom that it mentions everybody in the room; null if it doesn't
 * @param reactions by emoji, in the order of each one's first
 * @param createdAt never earlier than that of the message before it in the room
 * @param editedAt null while it is as it was sent
 * @param deletedAt null while it is there; of a deleted message only number, times and sender are
 *     told
 * @param pinnedAt null while it is not pinned
 * @param clientMessageId the sender's own id of it; null if none
 * @param version 1 as it was sent, one more with each edit
 * @param eventSeq the number of the room's last event that changed it
 * @param user what is known of the sender
 */
@RegisterForReflection
@Schema(name = "Message")
public record MessageView(
    UUID id,
    UUID roomId,
    long seq,
    String userId,
    String message,
    String html,
    UUID parentId,
    int replyCount,
    Long lastReplySeq,
    Instant lastReplyAt,
    String lastReplyUserId,
    List<AttachmentView> attachments,
    List<String> mentions,
    RoomMention mentionsRoom,
    List<Reaction> reactions,
    Instant createdAt,
    Instant editedAt,
    Instant deletedAt,
    Instant pinnedAt,
    String clientMessageId,
    int version,
    long eventSeq,
    Person user) {

  public MessageView {
    attachments = List.copyOf(attachments);
    mentions = List.copyOf(mentions);
    reactions = List.copyOf(reactions);
  }

  /** The same message with the numbers and the time that its room gave it. */
  MessageView numbered(long number, Instant at, long eventNumber) {
    return new MessageView(
        id,
        roomId,
        number,
        userId,
        message,
        html,
        parentId,
        replyCount,
        lastReplySeq,
        lastReplyAt,
        lastReplyUserId,
        attachments,
        mentions,
        mentionsRoom,
        reactions,
        at,
        editedAt,
        deletedAt,
        pinnedAt,
        clientMessageId,
        version,
        eventNumber,
        user);
  }
}
