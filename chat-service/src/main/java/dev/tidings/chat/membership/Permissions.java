package dev.tidings.chat.membership;

import static dev.tidings.chat.membership.Action.ARCHIVE;
import static dev.tidings.chat.membership.Action.BAN;
import static dev.tidings.chat.membership.Action.CHANGE_ROLE;
import static dev.tidings.chat.membership.Action.CHANGE_ROOM;
import static dev.tidings.chat.membership.Action.DELETE_OTHERS;
import static dev.tidings.chat.membership.Action.DELETE_OWN;
import static dev.tidings.chat.membership.Action.DELETE_ROOM;
import static dev.tidings.chat.membership.Action.EDIT_OWN;
import static dev.tidings.chat.membership.Action.HURRY;
import static dev.tidings.chat.membership.Action.INVITE;
import static dev.tidings.chat.membership.Action.LEAVE;
import static dev.tidings.chat.membership.Action.PIN;
import static dev.tidings.chat.membership.Action.REACT;
import static dev.tidings.chat.membership.Action.READ_AUDIT;
import static dev.tidings.chat.membership.Action.RECOUNT;
import static dev.tidings.chat.membership.Action.REMOVE;
import static dev.tidings.chat.membership.Action.SEND;
import static dev.tidings.chat.membership.Action.TRANSFER;

import dev.tidings.chat.ChatProblem;
import dev.tidings.chat.room.RoomKind;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may do what where: the one table that everything asks. What is done to a person asks besides
 * whether the one {@linkplain Role#outranks outranks} the other.
 */
public final class Permissions {

  private static final Set<Action> CONVERSE = of(SEND, EDIT_OWN, DELETE_OWN, REACT);
  private static final Set<Action> KEEP_ORDER =
      of(
          HURRY,
          DELETE_OTHERS,
          PIN,
          INVITE,
          REMOVE,
          BAN,
          CHANGE_ROLE,
          CHANGE_ROOM,
          ARCHIVE,
          RECOUNT,
          READ_AUDIT);

  private static final Set<Action> PARTNER = and(CONVERSE, PIN);
  private static final Set<Action> GUEST = and(CONVERSE, LEAVE);
  private static final Set<Action> MEMBER = and(GUEST, PIN);
  private static final Set<Action> LISTENER = of(DELETE_OWN, REACT, LEAVE);
  private static final Set<Action> ADMIN = and(GUEST, KEEP_ORDER.toArray(Action[]::new));
  private static final Set<Action> OWNER = and(ADMIN, TRANSFER, DELETE_ROOM);

  private Permissions() {}

  /** Whether a member of the role may do it in a room of the kind. */
  public static boolean allow(RoomKind kind, Role role, Action action) {
    return actions(kind, role).contains(action);
  }

  /**
   * Lets those go on who may.
   *
   * @throws ProblemException {@code forbidden}, or {@code direct-room-is-fixed} for what nobody may
   *     do to a direct room
   */
  public static void require(RoomKind kind, Role role, Action action) {
    if (!allow(kind, role, action)) {
      throw forbidden(kind, role, action);
    }
  }

  /** What to say to who may not. */
  public static ProblemException forbidden(RoomKind kind, Role role, Action action) {
    if (kind == RoomKind.DIRECT && action.changesRoom()) {
      return new ProblemException(
          ChatProblem.DIRECT_ROOM_IS_FIXED,
          "The two members of a direct room stay its members, and it has no name of its own.");
    }
    return new ProblemException(
        CommonProblem.FORBIDDEN,
        "As %s of a %s room one may not %s.".formatted(role.value(), kind.value(), action.words()));
  }

  /** Those who may do it, as SQL for {@code (kind, role) in …}. */
  public static String sql(Action action) {
    return Arrays.stream(RoomKind.values())
        .flatMap(
            kind ->
                Arrays.stream(Role.values())
                    .filter(role -> allow(kind, role, action))
                    .map(role -> "('" + kind.value() + "', '" + role.value() + "')"))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private static Set<Action> actions(RoomKind kind, Role role) {
    return switch (kind) {
      case DIRECT -> role == Role.MEMBER ? PARTNER : Set.of();
      case CHANNEL ->
          switch (role) {
            case OWNER -> OWNER;
            case ADMIN -> ADMIN;
            case MEMBER, GUEST -> LISTENER;
          };
      case GROUP, PROJECT, SUPPORT ->
          switch (role) {
            case OWNER -> OWNER;
            case ADMIN -> ADMIN;
            case MEMBER -> MEMBER;
            case GUEST -> GUEST;
          };
    };
  }

  private static Set<Action> of(Action first, Action... others) {
    return Collections.unmodifiableSet(EnumSet.of(first, others));
  }

  private static Set<Action> and(Set<Action> actions, Action... others) {
    var all = EnumSet.copyOf(actions);
    all.addAll(Arrays.asList(others));
    return Collections.unmodifiableSet(all);
  }
}
