package dev.tidings.chat.conversation;

import dev.tidings.chat.ChatConfig;
import dev.tidings.chat.conversation.RoomEvent.RoomCreated;
import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.membership.Role;
import dev.tidings.chat.membership.Roster;
import dev.tidings.chat.room.Room;
import dev.tidings.chat.room.RoomId;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.chat.room.Rooms;
import dev.tidings.chat.stream.RoomStream;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.UUID;

/**
 * Makes rooms, or brings the caller into the one that is there: all who ask for the same room at
 * once, at whatever replica, get one room. Each is one transaction with its event.
 */
@ApplicationScoped
public class RoomOpening {

  private final Rooms rooms;
  private final Memberships memberships;
  private final Roster roster;
  private final Conversations conversations;
  private final RoomStream stream;
  private final ChatConfig config;
  private final Clock clock;

  RoomOpening(
      Rooms rooms,
      Memberships memberships,
      Roster roster,
      Conversations conversations,
      RoomStream stream,
      ChatConfig config,
      Clock clock) {
    this.rooms = rooms;
    this.memberships = memberships;
    this.roster = roster;
    this.conversations = conversations;
    this.stream = stream;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The room that the caller asks for, with the caller in it. The first one who asks owns it.
   *
   * @throws ProblemException {@code validation-failed}, {@code forbidden}, {@code not-found},
   *     {@code room-archived} or {@code user-banned}
   */
  @Transactional
  public Outcome open(Caller caller, CreateRoomRequest request) {
    RoomDraft draft = RoomDraft.of(caller, request);
    if (caller.isGuest()) {
      throw new ProblemException(CommonProblem.FORBIDDEN, "Guests are brought into rooms.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return switch (rooms.open(draft.by(caller, now))) {
      case Rooms.Opened.Created(Room room) -> new Outcome(fill(caller, room, draft, now), true);
      case Rooms.Opened.Existing(UUID id) -> {
        comeInto(caller, id, now);
        yield new Outcome(conversations.get(caller, id), false);
      }
    };
  }

  private void comeInto(Caller caller, UUID id, Instant now) {
    if (memberships.isMember(caller, id)) {
      return;
    }
    Room room = rooms.lock(caller.workspace(), id);
    switch (room.kind()) {
      case CHANNEL, PROJECT -> roster.enter(room, caller.id(), Role.MEMBER, now);
      case SUPPORT -> {
        if (Collections.disjoint(caller.roles(), config.supportRoles())) {
          throw new ProblemException(
              CommonProblem.FORBIDDEN, "The support room that is there is not open to you.");
        }
        roster.enter(room, caller.id(), Role.MEMBER, now);
      }
      case DIRECT, GROUP -> throw RoomId.notFound();
    }
  }

  private RoomView fill(Caller caller, Room room, RoomDraft draft, Instant now) {
    var first = new LinkedHashMap<String, Role>();
    first.put(caller.id(), room.kind() == RoomKind.DIRECT ? Role.MEMBER : Role.OWNER);
    draft.others().forEach(other -> first.putIfAbsent(other, Role.MEMBER));
    memberships.addFirst(room, first, now);
    RoomView view = conversations.get(caller, room.id());
    stream.append(
        room.workspace(),
        room.id(),
        now,
        eventSeq -> new RoomCreated(view.shared(eventSeq), first.sequencedKeySet()));
    return view;
  }

  /**
   * The room that was asked for.
   *
   * @param isNew whether it was made just now
   */
  public record Outcome(RoomView room, boolean isNew) {}
}
