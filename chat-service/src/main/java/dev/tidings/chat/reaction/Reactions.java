package dev.tidings.chat.reaction;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.directory.Person;
import dev.tidings.chat.membership.Action;
import dev.tidings.chat.message.LastMessages;
import dev.tidings.chat.message.MessageLocks;
import dev.tidings.chat.message.MessageView;
import dev.tidings.chat.message.Messages;
import dev.tidings.chat.message.Reaction;
import dev.tidings.chat.reaction.ReactionEvent.ReactionAdded;
import dev.tidings.chat.reaction.ReactionEvent.ReactionRemoved;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Adds and removes reactions under the lock of the room's row, and lists who gave them. */
@ApplicationScoped
public class Reactions {

  /** How many different emoji a message may have. */
  static final int MAX_KINDS = 20;

  private static final String ADD =
      """
      insert into chat_reactions (room_id, seq, emoji, user_id, reacted_at)
      values (?, ?, ?, ?, ?) on conflict do nothing
      """;

  private static final String REMOVE =
      "delete from chat_reactions where room_id = ? and seq = ? and emoji = ? and user_id = ?";

  private static final String GIVEN =
      "select seq, emoji from chat_reactions where room_id = ? and user_id = ? order by seq, emoji";

  private static final String SHOWN =
      """
      select user_id from chat_reactions
       where room_id = ? and seq = ? and emoji = ? order by user_id limit ?
      """;

  private static final String STORE =
      """
      update chat_messages set reactions = ?::jsonb, event_seq = ? where room_id = ? and seq = ?
      """;

  private static final String REACTORS =
      """
      select x.user_id, x.reacted_at, u.first_name, u.last_name, u.profile_image
        from chat_reactions x
        left join chat_users u on u.workspace = ? and u.user_id = x.user_id
       where x.room_id = ? and x.seq = ? and x.emoji = ? and x.user_id > ?
       order by x.user_id
       limit ?
      """;

  private final MessageLocks locks;
  private final Messages messages;
  private final LastMessages all;
  private final RoomStream stream;
  private final Sql sql;
  private final Clock clock;

  Reactions(
      MessageLocks locks,
      Messages messages,
      LastMessages all,
      RoomStream stream,
      Sql sql,
      Clock clock) {
    this.locks = locks;
    this.messages = messages;
    this.all = all;
    this.stream = stream;
    this.sql = sql;
    this.clock = clock;
  }

  /**
   * Has the caller react. Reacting with the same emoji again changes nothing.
   *
   * @throws ProblemException {@code not-found}, {@code message-deleted}, {@code too-many-reactions}
   *     or {@code validation-failed}
   */
  @Transactional
  public ReactionsView add(Caller caller, UUID id, String text) {
    String emoji = Emoji.normalized(text);
    MessageView message = locks.lock(caller, id).require(Action.REACT).requireThere().message();
    Instant now = now();
    List<Reaction> present = message.reactions();
    boolean isNewKind = present.stream().noneMatch(kind -> kind.emoji().equals(emoji));
    if (isNewKind && present.size() >= MAX_KINDS) {
      throw new ProblemException(
          ChatProblem.TOO_MANY_REACTIONS,
          "A message has at most " + MAX_KINDS + " different reactions.");
    }
    if (sql.update(ADD, message.roomId(), message.seq(), emoji, caller.id(), now) == 0) {
      return new ReactionsView(id, present, message.eventSeq());
    }
    var reactions = new ArrayList<>(present);
    if (isNewKind) {
      reactions.add(new Reaction(emoji, 0, List.of()));
    }
    reactions.replaceAll(kind -> recounted(message, kind, emoji, 1));
    long eventSeq = store(message, reactions);
    stream.append(
        caller.workspace(),
        message.roomId(),
        now,
        new ReactionAdded(
            message.roomId(),
            id,
            message.seq(),
            emoji,
            caller.id(),
            reactions,
            now,
            eventSeq,
            caller.person()));
    return new ReactionsView(id, reactions, eventSeq);
  }

  /**
   * Takes a reaction of the caller back. Where there is none, nothing changes.
   *
   * @throws ProblemException {@code not-found} or {@code validation-failed}
   */
  @Transactional
  public void remove(Caller caller, UUID id, String text) {
    String emoji = Emoji.normalized(text);
    MessageView message = locks.lock(caller, id).require(Action.REACT).message();
    if (sql.update(REMOVE, message.roomId(), message.seq(), emoji, caller.id()) == 0) {
      return;
    }
    tellRemoved(caller, message, emoji, now());
  }

  private void tellRemoved(Caller caller, MessageView message, String emoji, Instant now) {
    var reactions = new ArrayList<>(message.reactions());
    reactions.replaceAll(kind -> recounted(message, kind, emoji, -1));
    reactions.removeIf(kind -> kind.count() == 0);
    long eventSeq = store(message, reactions);
    stream.append(
        caller.workspace(),
        message.roomId(),
        now,
        new ReactionRemoved(
            message.roomId(),
            message.id(),
            message.seq(),
            emoji,
            caller.id(),
            reactions,
            now,
            eventSeq,
            caller.person()));
  }

  /** Takes all reactions of somebody back that they have given in a room whose row is locked. */
  @Transactional
  public void forget(Caller somebody, UUID roomId) {
    Instant now = now();
    for (Given given :
        sql.<Given>list(
            GIVEN, row -> new Given(row.getLong(1), row.getString(2)), roomId, somebody.id())) {
      MessageView message = all.find(somebody.workspace(), roomId, given.seq());
      sql.update(REMOVE, roomId, given.seq(), given.emoji(), somebody.id());
      tellRemoved(somebody, message, given.emoji(), now);
    }
  }

  private record Given(long seq, String emoji) {}

  /**
   * A page of those who reacted with an emoji, by user id.
   *
   * @param cursor where the page before ended; null for the first
   * @throws ProblemException {@code not-found} or {@code validation-failed}
   */
  public Page<ReactorView> page(Caller caller, UUID id, String text, String cursor, int limit) {
    String emoji = Emoji.normalized(text);
    String after = cursor == null ? "" : Cursor.decode(cursor, 1).text(0).replace("\0", "");
    MessageView message = messages.get(caller, id);
    return Page.ofOneMore(
        sql.list(
            REACTORS,
            row ->
                new ReactorView(
                    row.getString(1),
                    row.getTimestamp(2).toInstant(),
                    new Person(
                        row.getString(1), row.getString(3), row.getString(4), row.getString(5))),
            caller.workspace(),
            message.roomId(),
            message.seq(),
            emoji,
            after,
            limit + 1),
        limit,
        reactor -> Cursor.of(reactor.userId()));
  }

  /** The count goes by steps, so that a reaction costs the same however many there are. */
  private Reaction recounted(MessageView message, Reaction kind, String emoji, int step) {
    return kind.emoji().equals(emoji)
        ? new Reaction(
            emoji,
            kind.count() + step,
            sql.list(
                SHOWN,
                row -> row.getString(1),
                message.roomId(),
                message.seq(),
                emoji,
                Reaction.SHOWN))
        : kind;
  }

  private long store(MessageView message, List<Reaction> reactions) {
    long eventSeq = stream.draw(message.roomId());
    String json = new String(Json.bytes(reactions), StandardCharsets.UTF_8);
    sql.update(STORE, json, eventSeq, message.roomId(), message.seq());
    return eventSeq;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
