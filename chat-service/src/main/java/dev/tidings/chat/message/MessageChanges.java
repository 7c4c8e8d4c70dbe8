package dev.tidings.chat.message;

import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.attachment.Attachments;
import dev.tidings.chat.audit.AuditAction;
import dev.tidings.chat.audit.AuditLog;
import dev.tidings.chat.audit.Audited;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.mention.MentionTokens;
import dev.tidings.chat.message.MessageEvent.MessageDeleted;
import dev.tidings.chat.message.MessageEvent.MessageUpdated;
import dev.tidings.chat.message.ThreadEvent.ThreadUpdated;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Edits, deletes and erases messages, each under the lock of the room's row and in one transaction
 * with its event. A message keeps its number whatever happens to it.
 */
@ApplicationScoped
@Transactional
public class MessageChanges {

  private static final String KEEP_VERSION =
      """
      insert into chat_message_versions (room_id, seq, version, message, created_at)
      select room_id, seq, version, message, coalesce(edited_at, created_at)
        from chat_messages where room_id = ? and seq = ?
      """;

  private static final String EDIT =
      """
      update chat_messages
         set message = ?, mentions = ?, mentions_room = ?, edited_at = ?, version = version + 1, event_seq = ?
       where room_id = ? and seq = ?
      """;

  private static final String MENTION =
      """
      insert into chat_message_mentions (room_id, user_id, seq)
      select ?, mentioned, ? from unnest(?::text[]) mentioned
      """;

  private static final String DELETE =
      """
      update chat_messages
         set deleted_at = ?, deleted_by = ?, event_seq = ?, reactions = '[]', attachments = '[]',
             pinned_at = null
       where room_id = ? and seq = ?
      """;

  private static final String ANONYMISE =
      """
      update chat_messages set user_id = ?, client_message_id = null, event_seq = ?
       where room_id = ? and seq = ?
      """;

  private static final String ANONYMISE_ANSWER =
      """
      update chat_messages set last_reply_user_id = ?
       where room_id = ? and id = ? and last_reply_seq = ?
      """;

  /** None if the message that is answered is older than is kept. */
  private static final String PARENTS =
      "select count(*) from chat_messages where room_id = ? and id = ?";

  private static final String LOSE_REPLY =
      """
      update chat_messages p
         set event_seq = ?,
             reply_count = p.reply_count - 1,
             (last_reply_seq, last_reply_at, last_reply_user_id) =
               (select c.seq, c.created_at, c.user_id
                  from chat_messages c
                 where c.room_id = p.room_id and c.parent_id = p.id and c.deleted_at is null
                 order by c.seq desc
                 limit 1)
       where p.room_id = ? and p.id = ?
      """;

  private static final String ERASE =
      """
      update chat_messages set message = '', mentions = '{}', payload_hash = '', erased_at = ?
       where room_id = ? and seq = ? and erased_at is null
      """;

  private final MessageLocks locks;
  private final MessageReader reader;
  private final Attachments attachments;
  private final AuditLog audit;
  private final Event<MessageErased> erased;
  private final RoomStream stream;
  private final Sql sql;
  private final ChatConfig config;
  private final Clock clock;

  MessageChanges(
      MessageLocks locks,
      MessageReader reader,
      Attachments attachments,
      AuditLog audit,
      Event<MessageErased> erased,
      RoomStream stream,
      Sql sql,
      ChatConfig config,
      Clock clock) {
    this.locks = locks;
    this.reader = reader;
    this.attachments = attachments;
    this.audit = audit;
    this.erased = erased;
    this.stream = stream;
    this.sql = sql;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Has a message of the caller say something else. The same text again changes nothing.
   *
   * @param ifMatch the precondition; null if there is none
   * @throws ProblemException {@code not-found}, {@code forbidden}, {@code message-deleted}, {@code
   *     message-changed}, {@code edit-window-over} or {@code validation-failed}
   */
  public MessageView edit(Caller caller, UUID id, String ifMatch, String newText) {
    String text = Draft.text(newText);
    LockedMessage locked = locks.lock(caller, id).requireThere();
    MessageView message = locked.message();
    Instant now = now();
    if (!message.userId().equals(caller.id())) {
      throw forbidden("Only its author edits a message.");
    }
    locked.require(Action.EDIT_OWN);
    EntityTags.require(ifMatch, message);
    if (text.equals(message.message())) {
      return message;
    }
    if (isOver(message, now)) {
      throw new ProblemException(
          ChatProblem.EDIT_WINDOW_OVER,
          "A message can be edited for " + config.editWindow() + " after it was sent.");
    }
    Mentioned mentioned = mentioned(caller, message.roomId(), text);
    long eventSeq = stream.draw(message.roomId());
    sql.update(KEEP_VERSION, message.roomId(), message.seq());
    sql.update(
        EDIT,
        text,
        mentioned.users(),
        mentioned.everybody() == null ? null : mentioned.everybody().value(),
        now,
        eventSeq,
        message.roomId(),
        message.seq());
    forgetMentions(message);
    sql.update(MENTION, message.roomId(), message.seq(), mentioned.users());
    MessageView edited = read(caller.workspace(), message);
    stream.append(caller.workspace(), message.roomId(), now, new MessageUpdated(edited));
    return edited;
  }

  /**
   * Deletes a message: everybody sees that something was said, and nobody what. Deleting it again
   * changes nothing. Moderators of the workspace need not be members, nor may the room be archived.
   *
   * @param reason why somebody else's message goes; null if none was given
   * @throws ProblemException {@code not-found}, {@code forbidden} or {@code room-archived}
   */
  public void delete(Caller caller, UUID id, String reason) {
    if (caller.isModerator()) {
      LockedMessage locked = locks.lockAny(caller, id);
      deleteOnce(caller, locked.room(), locked.message(), reason);
      return;
    }
    LockedMessage locked = locks.lock(caller, id);
    locked.require(
        locked.message().userId().equals(caller.id()) ? Action.DELETE_OWN : Action.DELETE_OTHERS);
    deleteOnce(caller, locked.room(), locked.message(), reason);
  }

  private void deleteOnce(Caller caller, Room room, MessageView message, String reason) {
    if (message.deletedAt() != null) {
      return;
    }
    delete(room, message, caller.id());
    if (!message.userId().equals(caller.id())) {
      log(
          room,
          AuditAction.MESSAGE_DELETED,
          caller,
          message,
          reason == null ? Map.of() : Map.of("reason", reason));
    }
  }

  /**
   * Deletes a message of the workspace and destroys what it said, now and in earlier versions.
   * Erasing it again changes nothing.
   *
   * @param caller somebody who may erase in every room of the workspace
   * @throws ProblemException {@code not-found}
   */
  public void erase(Caller caller, UUID id) {
    LockedMessage locked = locks.lockAny(caller, id);
    MessageView message = locked.message();
    if (message.deletedAt() == null) {
      delete(locked.room(), message, caller.id());
    }
    if (sql.update(ERASE, now(), message.roomId(), message.seq()) > 0) {
      log(locked.room(), AuditAction.MESSAGE_ERASED, caller, message, Map.of());
    }
    erased.fire(new MessageErased(id));
    sql.update(
        "delete from chat_message_versions where room_id = ? and seq = ?",
        message.roomId(),
        message.seq());
  }

  /**
   * Has a message say that somebody else sent it, whom nobody knows.
   *
   * @param caller somebody who may erase in every room of the workspace
   * @param pseudonym the id of nobody
   * @throws ProblemException {@code not-found}
   */
  public void anonymise(Caller caller, UUID id, String pseudonym) {
    LockedMessage locked = locks.lockAny(caller, id);
    Room room = locked.room();
    MessageView message = locked.message();
    long eventSeq = stream.draw(room.id());
    sql.update(ANONYMISE, pseudonym, eventSeq, room.id(), message.seq());
    sql.update(ANONYMISE_ANSWER, pseudonym, room.id(), message.parentId(), message.seq());
    stream.append(
        room.workspace(), room.id(), now(), new MessageUpdated(read(room.workspace(), message)));
  }

  private void delete(Room room, MessageView message, String by) {
    Instant now = now();
    long eventSeq = stream.draw(room.id());
    sql.update(DELETE, now, by, eventSeq, room.id(), message.seq());
    forgetMentions(message);
    sql.update(
        "delete from chat_reactions where room_id = ? and seq = ?", room.id(), message.seq());
    sql.update("delete from chat_pins where room_id = ? and seq = ?", room.id(), message.seq());
    attachments.release(List.of(message.id()));
    stream.append(
        room.workspace(), room.id(), now, new MessageDeleted(read(room.workspace(), message)));
    if (message.parentId() != null) {
      threadLost(room, message, now);
    }
  }

  private void threadLost(Room room, MessageView reply, Instant now) {
    if (sql.number(PARENTS, room.id(), reply.parentId()) == 0) {
      return;
    }
    long eventSeq = stream.draw(room.id());
    sql.update(LOSE_REPLY, eventSeq, room.id(), reply.parentId());
    stream.append(
        room.workspace(),
        room.id(),
        now,
        ThreadUpdated.of(reader.inWorkspace(room.workspace(), reply.parentId())));
  }

  private void log(
      Room room,
      AuditAction action,
      Caller caller,
      MessageView message,
      Map<String, String> details) {
    audit.add(
        room.workspace(),
        room.id(),
        now(),
        Audited.message(action, caller.id(), message.userId(), message.id(), details));
  }

  private void forgetMentions(MessageView message) {
    sql.update(
        "delete from chat_message_mentions where room_id = ? and user_id = any (?) and seq = ?",
        message.roomId(),
        message.mentions(),
        message.seq());
  }

  private Mentioned mentioned(Caller caller, UUID roomId, String text) {
    MentionTokens tokens = MentionTokens.of(text);
    Set<String> candidates = tokens.candidates();
    candidates.remove(caller.id());
    return candidates.isEmpty()
        ? Mentioned.NOBODY
        : Mentioned.of(tokens, reader.members(roomId, candidates));
  }

  private MessageView read(String workspace, MessageView message) {
    return reader.inWorkspace(workspace, message.id());
  }

  private boolean isOver(MessageView message, Instant now) {
    return !config.editWindow().isZero()
        && now.isAfter(message.createdAt().plus(config.editWindow()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static ProblemException forbidden(String detail) {
    return new ProblemException(CommonProblem.FORBIDDEN, detail);
  }
}
