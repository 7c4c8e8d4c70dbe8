package dev.tidings.chat.message;

import dev.tidings.chat.directory.Caller;
import dev.tidings.platform.store.RowReader;
import dev.tidings.platform.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads messages of the caller's rooms; each query joins the caller's membership. */
@ApplicationScoped
class MessageReader {

  private static final String SELECT =
      "select "
          + MessageColumns.SELECTED
          + """
          , x.payload_hash
            from chat_messages x
            join chat_room_members own
              on own.room_id = x.room_id and own.user_id = ? and own.workspace = ?
            left join chat_users sender
              on sender.workspace = own.workspace and sender.user_id = x.user_id
          """;

  private static final String IN_WORKSPACE =
      "select "
          + MessageColumns.SELECTED
          + """
            from chat_messages x
            join chat_rooms r on r.id = x.room_id and r.workspace = ?
            left join chat_users sender
              on sender.workspace = r.workspace and sender.user_id = x.user_id
           where x.id = ?
          """;

  private final AgroalDataSource dataSource;
  private final Sql sql;

  MessageReader(AgroalDataSource dataSource, Sql sql) {
    this.dataSource = dataSource;
    this.sql = sql;
  }

  /** The newest messages of a range before a number, the newest first. */
  List<MessageView> before(Caller caller, Range range, long seq, int limit) {
    return query(caller, range, " and x.seq < ? order by x.seq desc limit ?", seq, limit);
  }

  /** The oldest messages of a range after a number, the oldest first. */
  List<MessageView> after(Caller caller, Range range, long seq, int limit) {
    return query(caller, range, " and x.seq > ? order by x.seq limit ?", seq, limit);
  }

  private List<MessageView> query(
      Caller caller, Range range, String condition, long seq, int limit) {
    return range.parentId() == null
        ? query(
            caller,
            "where x.room_id = ?" + condition,
            MessageColumns::read,
            range.roomId(),
            seq,
            limit)
        : query(
            caller,
            "where x.room_id = ? and x.parent_id = ?" + condition,
            MessageColumns::read,
            range.roomId(),
            range.parentId(),
            seq,
            limit);
  }

  Optional<MessageView> find(Caller caller, UUID messageId) {
    return query(caller, "where x.id = ?", MessageColumns::read, messageId).stream().findFirst();
  }

  /**
   * A message of a workspace, for those who need not be members of its room.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found}
   */
  MessageView inWorkspace(String workspace, UUID messageId) {
    return sql.first(IN_WORKSPACE, MessageColumns::read, workspace, messageId)
        .orElseThrow(MessageId::notFound);
  }

  /**
   * What the caller has sent to the room under a client message id, if it was not another draft.
   */
  SendOutcome sentBefore(Caller caller, Draft draft) {
    return query(
            caller,
            "where x.room_id = ? and x.user_id = ? and x.client_message_id = ?",
            row ->
                isOfDraft(row.getBytes("payload_hash"), draft)
                    ? new SendOutcome.Replayed(MessageColumns.read(row))
                    : new SendOutcome.Conflicting(),
            draft.roomId(),
            caller.id(),
            draft.clientMessageId())
        .stream()
        .findFirst()
        .orElseGet(SendOutcome.NoSuchRoom::new);
  }

  /** Of an erased message nobody knows any more what it said: every draft under its id is it. */
  private static boolean isOfDraft(byte[] hash, Draft draft) {
    return hash.length == 0 || Arrays.equals(hash, draft.hash());
  }

  /** Those of the candidates that are members of the room. */
  Set<String> members(UUID roomId, Set<String> candidates) {
    try (var connection = dataSource.getConnection();
        var select =
            connection.prepareStatement(
                "select user_id from chat_room_members where room_id = ? and user_id = any (?)")) {
      select.setObject(1, roomId);
      select.setArray(2, connection.createArrayOf("text", candidates.toArray()));
      var members = new HashSet<String>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          members.add(row.getString(1));
        }
      }
      return members;
    } catch (SQLException e) {
      throw new MessageException("Members cannot be read", e);
    }
  }

  private <T> List<T> query(
      Caller caller, String condition, RowReader<? extends T> reader, Object... parameters) {
    try (var connection = dataSource.getConnection();
        PreparedStatement select = connection.prepareStatement(SELECT + condition)) {
      select.setString(1, caller.id());
      select.setString(2, caller.workspace());
      for (int i = 0; i < parameters.length; i++) {
        select.setObject(i + 3, parameters[i]);
      }
      var found = new ArrayList<T>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(reader.read(row));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new MessageException("Messages cannot be read", e);
    }
  }
}
