package dev.tidings.chat.message;

import dev.tidings.chat.attachment.AttachmentView;
import dev.tidings.chat.attachment.Attachments;
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
  private final SendLanes lanes;
  private final MessageReader reader;
  private final Refusals refusals;
  private final SendLimits limits;
  private final Memberships memberships;
  private final Attachments attachments;
  private final Rooms rooms;
  private final RoomStream stream;
  private final EventIds ids;
  private final Clock clock;

  MessageSender(
      MessageWriter writer,
      SendLanes lanes,
      MessageReader reader,
      Refusals refusals,
      SendLimits limits,
      Memberships memberships,
      Attachments attachments,
      Rooms rooms,
      RoomStream stream,
      EventIds ids,
      Clock clock) {
    this.writer = writer;
    this.lanes = lanes;
    this.reader = reader;
    this.refusals = refusals;
    this.limits = limits;
    this.memberships = memberships;
    this.attachments = attachments;
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
    Draft draft = Draft.of(request, attachments.maxPerMessage());
    limits.admit(sender, draft.roomId());
    requireParent(sender, draft);
    MentionTokens tokens = MentionTokens.of(draft.text());
    Set<String> candidates = tokens.candidates();
    candidates.remove(sender.id());
    Optional<MessageView> sent =
        candidates.isEmpty() && draft.attachments().isEmpty()
            ? insert(sender, draft)
            : insertLocked(sender, draft, tokens, candidates);
    if (sent.isPresent()) {
      stream.wake();
      return new Sent(sent.get());
    }
    return refusals.of(sender, draft, clock.instant());
  }

  /**
   * Who is mentioned must be a member at the moment of the message, not just before it: the room is
   * locked first, so that nobody leaves between the look and the insert. An attachment belongs to
   * one message: a message that was sent before has its own already, and is found by whoever
   * repeats it.
   */
  private Optional<MessageView> insertLocked(
      Caller sender, Draft draft, MentionTokens tokens, Set<String> candidates) {
    try {
      return Optional.of(
          QuarkusTransaction.requiringNew()
              .call(
                  () -> {
                    rooms.lock(sender.workspace(), draft.roomId());
                    if (!draft.attachments().isEmpty()) {
                      memberships.roleOf(sender, draft.roomId());
                    }
                    if (isSentBefore(sender, draft)) {
                      throw new NotStoredException();
                    }
                    List<AttachmentView> files = attachments.unused(sender, draft.attachments());
                    MessageView message =
                        insert(sender, draft, mentioned(draft, tokens, candidates), files)
                            .orElseThrow(NotStoredException::new);
                    if (!attachments.claim(message.roomId(), message.id(), files)) {
                      throw ProblemException.invalid(
                          "/attachments", "has been sent with another message meanwhile");
                    }
                    return message;
                  }));
    } catch (NotStoredException e) {
      return Optional.empty();
    }
  }

  private boolean isSentBefore(Caller sender, Draft draft) {
    return !draft.attachments().isEmpty()
        && draft.clientMessageId() != null
        && !(reader.sentBefore(sender, draft) instanceof SendOutcome.NoSuchRoom);
  }

  private Mentioned mentioned(Draft draft, MentionTokens tokens, Set<String> candidates) {
    return candidates.isEmpty()
        ? Mentioned.NOBODY
        : Mentioned.of(tokens, reader.members(draft.roomId(), candidates));
  }

  private Optional<MessageView> insert(Caller sender, Draft draft) {
    MessageView message = message(sender, draft, Mentioned.NOBODY, List.of());
    return draft.parentId() == null
        ? lanes.insert(new PlainSend(sender, message, draft.hash()))
        : writer.insert(sender, message, draft.hash(), now());
  }

  private Optional<MessageView> insert(
      Caller sender, Draft draft, Mentioned mentioned, List<AttachmentView> files) {
    return writer.insert(sender, message(sender, draft, mentioned, files), draft.hash(), now());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private MessageView message(
      Caller sender, Draft draft, Mentioned mentioned, List<AttachmentView> files) {
    return new MessageView(
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
        files,
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
