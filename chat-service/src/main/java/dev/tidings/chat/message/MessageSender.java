package dev.tidings.chat.message;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.limits.SendLimits;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.mention.MentionTokens;
import dev.tidings.chat.message.SendOutcome.Sent;
import dev.tidings.chat.room.Rooms;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Sends messages. When {@link #send} returns {@link Sent}, the message and its event are committed.
 */
@ApplicationScoped
public class MessageSender {

  private final MessageWriter writer;
  private final MessageReader reader;
  private final Refusals refusals;
  private final SendLimits limits;
  private final Memberships memberships;
  private final Rooms rooms;
  private final RoomStream stream;
  private final EventIds ids;
  private final Clock clock;

  MessageSender(
      MessageWriter writer,
      MessageReader reader,
      Refusals refusals,
      SendLimits limits,
      Memberships memberships,
      Rooms rooms,
      RoomStream stream,
      EventIds ids,
      Clock clock) {
    this.writer = writer;
    this.reader = reader;
    this.refusals = refusals;
    this.limits = limits;
    this.memberships = memberships;
    this.rooms = rooms;
    this.stream = stream;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Sends a message.
   *
   * @throws ProblemException if the request breaks a rule, or {@code rate-limited}
   */
  public SendOutcome send(Caller sender, SendRequest request) {
    Draft draft = Draft.of(request);
    limits.admit(sender, draft.roomId());
    requireParent(sender, draft);
    MentionTokens tokens = MentionTokens.of(draft.text());
    Set<String> candidates = tokens.candidates();
    candidates.remove(sender.id());
    Optional<MessageView> sent =
        candidates.isEmpty()
            ? insert(sender, draft, Mentioned.NOBODY)
            : insertWithMentions(sender, draft, tokens, candidates);
    if (sent.isPresent()) {
      stream.wake();
      return new Sent(sent.get());
    }
    return refusals.of(sender, draft, clock.instant());
  }

  /**
   * Who is mentioned must be a member at the moment of the message, not just before it: the room is
   * locked first, so that nobody leaves between the look and the insert.
   */
  private Optional<MessageView> insertWithMentions(
      Caller sender, Draft draft, MentionTokens tokens, Set<String> candidates) {
    try {
      return Optional.of(
          QuarkusTransaction.requiringNew()
              .call(
                  () -> {
                    rooms.lock(sender.workspace(), draft.roomId());
                    return insert(
                            sender,
                            draft,
                            Mentioned.of(tokens, reader.members(draft.roomId(), candidates)))
                        .orElseThrow(NotStoredException::new);
                  }));
    } catch (NotStoredException e) {
      return Optional.empty();
    }
  }

  private Optional<MessageView> insert(Caller sender, Draft draft, Mentioned mentioned) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var message =
        new MessageView(
            UUID.fromString(ids.next()),
            draft.roomId(),
            0,
            sender.id(),
            draft.text(),
            HtmlText.render(draft.text()),
            draft.parentId(),
            0,
            null,
            null,
            null,
            List.of(),
            mentioned.users(),
            mentioned.everybody(),
            List.of(),
            null,
            null,
            null,
            null,
            draft.clientMessageId(),
            1,
            0,
            sender.person());
    return writer.insert(sender, message, draft.hash(), now);
  }

  /**
   * Messages never move and never become answers, so the look may come before the insert; whether
   * the parent was deleted meanwhile is the statement's to see.
   */
  private void requireParent(Caller sender, Draft draft) {
    if (draft.parentId() == null) {
      return;
    }
    Optional<MessageView> parent =
        reader
            .find(sender, draft.parentId())
            .filter(found -> found.roomId().equals(draft.roomId()));
    if (parent.isEmpty()) {
      memberships.roleOf(sender, draft.roomId());
      throw ProblemException.invalid("/parentId", "is no message of the room");
    }
    if (parent.get().parentId() != null) {
      throw ProblemException.invalid(
          "/parentId", "answers a message itself: answer " + parent.get().parentId());
    }
  }

  /** Ends the transaction of a message that was not stored; no error, so it knows no place. */
  private static final class NotStoredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotStoredException() {
      super(null, null, false, false);
    }
  }
}
