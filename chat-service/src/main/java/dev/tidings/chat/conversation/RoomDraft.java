package dev.tidings.chat.conversation;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.UserId;
import dev.tidings.chat.room.NewRoom;
import dev.tidings.chat.room.RoomAddress;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.chat.room.RoomLinks;
import dev.tidings.chat.room.RoomName;
import dev.tidings.platform.problem.ProblemException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * A room that may be asked for: what a client wants, by the rules of its kind.
 *
 * @param address null if every such request makes another room
 * @param name null for a direct room
 * @param topic null for none
 * @param others the first members besides the caller
 */
record RoomDraft(
    RoomKind kind,
    RoomAddress address,
    String name,
    String topic,
    RoomLinks links,
    SequencedSet<String> others) {

  private static final int MAX_FIRST_MEMBERS = 200;
  private static final int MAX_CLIENT_ROOM_ID_LENGTH = 128;

  /**
   * Applies the rules.
   *
   * @throws ProblemException {@code validation-failed}
   */
  static RoomDraft of(Caller caller, CreateRoomRequest request) {
    RoomKind kind = RoomKind.parse(request.kind(), "/kind");
    SequencedSet<String> others = others(caller, request.members());
    only(kind == RoomKind.PROJECT, request.projectId(), "/projectId");
    only(kind == RoomKind.SUPPORT, request.leadId(), "/leadId");
    only(kind == RoomKind.SUPPORT, request.contactId(), "/contactId");
    only(kind == RoomKind.GROUP, request.clientRoomId(), "/clientRoomId");
    var links =
        new RoomLinks(
            RoomLinks.checked(request.projectId(), "/projectId"),
            RoomLinks.checked(request.leadId(), "/leadId"),
            RoomLinks.checked(request.contactId(), "/contactId"));
    return switch (kind) {
      case DIRECT -> direct(caller, request, others);
      case GROUP ->
          draft(
              kind,
              request.clientRoomId() == null
                  ? null
                  : RoomAddress.ofRequest(caller.id(), clientRoomId(request.clientRoomId())),
              request.name(),
              request,
              links,
              others);
      case CHANNEL ->
          draft(
              kind,
              RoomAddress.ofChannel(RoomName.of(request.name())),
              request.name(),
              request,
              links,
              others);
      case PROJECT -> {
        if (links.projectId() == null) {
          throw ProblemException.invalid("/projectId", "must name what the room is about");
        }
        yield draft(
            kind,
            RoomAddress.ofProject(links.projectId()),
            orElse(request.name(), links.projectId()),
            request,
            links,
            others);
      }
      case SUPPORT -> {
        if (links.leadId() == null && links.contactId() == null) {
          throw ProblemException.invalid(
              "/leadId", "or contactId must name what the room is about");
        }
        yield draft(
            kind,
            RoomAddress.ofSupport(links),
            orElse(request.name(), orElse(links.leadId(), links.contactId())),
            request,
            links,
            others);
      }
    };
  }

  private static RoomDraft direct(
      Caller caller, CreateRoomRequest request, SequencedSet<String> others) {
    if (others.size() != 1) {
      throw ProblemException.invalid("/members", "must name exactly one other person");
    }
    only(false, request.name(), "/name");
    only(false, request.topic(), "/topic");
    return new RoomDraft(
        RoomKind.DIRECT,
        RoomAddress.ofPair(caller.id(), others.getFirst()),
        null,
        null,
        RoomLinks.NONE,
        others);
  }

  private static RoomDraft draft(
      RoomKind kind,
      RoomAddress address,
      String name,
      CreateRoomRequest request,
      RoomLinks links,
      SequencedSet<String> others) {
    return new RoomDraft(
        kind, address, RoomName.of(name), RoomName.topic(request.topic()), links, others);
  }

  /** The room to be made by the caller. */
  NewRoom by(Caller caller, Instant at) {
    return new NewRoom(caller.workspace(), kind, address, name, topic, links, caller.id(), at);
  }

  private static void only(boolean isOfTheKind, String value, String pointer) {
    if (value != null && !isOfTheKind) {
      throw ProblemException.invalid(pointer, "must be null for a room of this kind");
    }
  }

  private static String orElse(String text, String other) {
    return text == null ? other : text;
  }

  private static String clientRoomId(String id) {
    if (id.isEmpty()
        || id.length() > MAX_CLIENT_ROOM_ID_LENGTH
        || id.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE)) {
      throw ProblemException.invalid(
          "/clientRoomId", "must have 1 to " + MAX_CLIENT_ROOM_ID_LENGTH + " characters");
    }
    return id;
  }

  private static SequencedSet<String> others(Caller caller, List<String> members) {
    var others = new LinkedHashSet<String>();
    if (members == null) {
      return others;
    }
    if (members.size() > MAX_FIRST_MEMBERS) {
      throw ProblemException.invalid(
          "/members",
          "must have at most " + MAX_FIRST_MEMBERS + " people; bring the others in later");
    }
    for (int i = 0; i < members.size(); i++) {
      others.add(UserId.of(members.get(i), "/members/" + i));
    }
    others.remove(caller.id());
    return others;
  }
}
