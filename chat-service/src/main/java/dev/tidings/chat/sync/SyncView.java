package dev.tidings.chat.sync;

import dev.tidings.chat.conversation.RoomView;
import dev.tidings.chat.membership.MemberView;
import dev.tidings.chat.message.MessageView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What has changed since a token.
 *
 * @param reset whether the client shall forget what it has: the answers that begin here are all
 *     that there is
 * @param reason why: {@code first}, {@code unknown} or {@code expired}; null if not reset
 * @param items rooms of the caller in which something has changed, by id
 * @param left rooms that the caller is no longer a member of
 * @param next the token for the next call, always
 * @param more whether there is more to ask for at once
 */
@RegisterForReflection
@Schema(name = "Sync")
public record SyncView(
    boolean reset,
    String reason,
    List<RoomChangesView> items,
    List<UUID> left,
    String next,
    boolean more) {

  public SyncView {
    items = List.copyOf(items);
    left = List.copyOf(left);
  }

  /**
   * A room as it is now, and what has changed in it.
   *
   * @param id the room's
   * @param limited whether too much has changed, or everything is new to the caller: the lists are
   *     empty, and what is known of the room is to be loaded anew
   * @param eventSeq the number of the room's last event that this shows
   * @param purgedSeq messages up to and with this number are no longer stored; 0 if all are
   * @param deliveredSeq up to here all members have got the messages; 0 if that was never told, as
   *     in rooms that are too large for it
   * @param readSeq up to here all members have read them, and not in private; 0 likewise
   * @param room the room as the caller sees it
   * @param messages those that are new or have changed, also the deleted ones, by number
   * @param members those who are new or have another role, by user id
   * @param gone the user ids of those who are members no more
   * @param receipts read pointers that have moved, in rooms whose members are told of them
   */
  @RegisterForReflection
  @Schema(name = "RoomChanges")
  public record RoomChangesView(
      UUID id,
      boolean limited,
      long eventSeq,
      long purgedSeq,
      long deliveredSeq,
      long readSeq,
      RoomView room,
      List<MessageView> messages,
      List<MemberView> members,
      List<String> gone,
      List<ReceiptView> receipts) {

    public RoomChangesView {
      messages = List.copyOf(messages);
      members = List.copyOf(members);
      gone = List.copyOf(gone);
      receipts = List.copyOf(receipts);
    }
  }

  /**
   * Up to where a member has read, and not in private.
   *
   * @param seq up to and with this message
   */
  @RegisterForReflection
  @Schema(name = "Receipt")
  public record ReceiptView(String userId, long seq, Instant readAt) {}
}
