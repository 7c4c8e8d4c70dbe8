package dev.tidings.chat.thread;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.MemberGone;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.message.MessageColumns;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.message.Messages;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.RowReader;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/**
 * Lists threads, and moves the read pointers in them, forwards only. A pointer is its owner's
 * alone, so it needs no lock of the room.
 */
@ApplicationScoped
public class Threads {

  private static final String SELECT =
      "select t.last_read_seq, "
          + """
            (select count(*) from chat_messages c
              where c.room_id = x.room_id and c.parent_id = x.id and c.seq > t.last_read_seq
                and c.user_id <> t.user_id and c.deleted_at is null) as unread_count,
            """
          + MessageColumns.SELECTED
          + """
            from chat_thread_members t
            join chat_messages x on x.room_id = t.room_id and x.id = t.parent_id
            left join chat_users sender on sender.workspace = ? and sender.user_id = x.user_id
           where t.room_id = ? and t.user_id = ?
          """;

  private static final String ONE = SELECT + " and t.parent_id = ?";

  private static final String PAGE =
      SELECT
          + " and x.reply_count > 0 and x.last_reply_seq < ? order by x.last_reply_seq desc limit ?";

  private static final String FOLLOW =
      """
      insert into chat_thread_members (room_id, parent_id, user_id, last_read_seq)
      select x.room_id, x.id, ?, coalesce(x.last_reply_seq, x.seq)
        from chat_messages x where x.id = ?
      on conflict do nothing
      """;

  private static final String MOVE =
      """
      update chat_thread_members t
         set last_read_seq = least(?, x.last_reply_seq)
        from chat_messages x
       where x.id = ? and t.room_id = x.room_id and t.parent_id = x.id and t.user_id = ?
         and t.last_read_seq < least(?, x.last_reply_seq)
      """;

  private static final RowReader<ThreadView> READER =
      row ->
          new ThreadView(
              MessageColumns.read(row),
              true,
              row.getLong("last_read_seq"),
              row.getInt("unread_count"));

  private final Sql sql;
  private final Messages messages;
  private final Memberships memberships;

  Threads(Sql sql, Messages messages, Memberships memberships) {
    this.sql = sql;
    this.messages = messages;
    this.memberships = memberships;
  }

  /**
   * A page of the threads of a room that the caller follows, the last answered first.
   *
   * @param cursor where the page before ended; null for the first
   * @throws ProblemException {@code not-found}
   */
  public Page<ThreadView> page(Caller caller, UUID roomId, String cursor, int limit) {
    long before = cursor == null ? Long.MAX_VALUE : Cursor.decode(cursor, 1).number(0);
    memberships.roleOf(caller, roomId);
    return Page.ofOneMore(
        sql.list(PAGE, READER, caller.workspace(), roomId, caller.id(), before, limit + 1),
        limit,
        thread -> Cursor.of(thread.message().lastReplySeq()));
  }

  /**
   * One thread.
   *
   * @throws ProblemException {@code not-found}
   */
  public ThreadView get(Caller caller, UUID messageId) {
    MessageView message = messages.get(caller, messageId);
    return sql.<ThreadView>first(
            ONE, READER, caller.workspace(), message.roomId(), caller.id(), messageId)
        .orElseGet(() -> new ThreadView(message, false, 0, 0));
  }

  /**
   * Moves the caller's pointer in a thread, if it is followed.
   *
   * @throws ProblemException {@code not-found}
   */
  public ThreadView read(Caller caller, UUID messageId, long seq) {
    messages.get(caller, messageId);
    sql.update(MOVE, seq, messageId, caller.id(), seq);
    return get(caller, messageId);
  }

  /**
   * Has the caller follow a thread; what was answered before counts as read. May be repeated.
   *
   * @throws ProblemException {@code not-found}; {@code validation-failed} if the message is an
   *     answer; {@code message-deleted}
   */
  public ThreadView follow(Caller caller, UUID messageId) {
    MessageView message = messages.get(caller, messageId);
    if (message.parentId() != null) {
      throw ProblemException.invalid(
          "?id", "answers a message itself: follow " + message.parentId());
    }
    if (message.deletedAt() != null && message.replyCount() == 0) {
      throw new ProblemException(ChatProblem.MESSAGE_DELETED, "The message is deleted.");
    }
    sql.update(FOLLOW, caller.id(), messageId);
    return get(caller, messageId);
  }

  /**
   * Has the caller follow a thread no more, until the next answer of or to them. May be repeated.
   *
   * @throws ProblemException {@code not-found}
   */
  public void unfollow(Caller caller, UUID messageId) {
    MessageView message = messages.get(caller, messageId);
    sql.update(
        "delete from chat_thread_members where room_id = ? and parent_id = ? and user_id = ?",
        message.roomId(),
        messageId,
        caller.id());
  }

  /** Who leaves a room follows none of its threads, also not after coming back. */
  void forget(@Observes MemberGone gone) {
    sql.update(
        "delete from chat_thread_members where room_id = ? and user_id = ?",
        gone.roomId(),
        gone.userId());
  }
}
