package dev.tidings.chat.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidings.chat.room.RoomKind;
import dev.tidings.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-C2: every kind, role and action, written out by hand. */
class PermissionsTest {

  private static final String ALL_BUT_OWNERS =
      "SEND HURRY EDIT_OWN DELETE_OWN DELETE_OTHERS REACT PIN LEAVE INVITE REMOVE BAN CHANGE_ROLE"
          + " CHANGE_ROOM ARCHIVE RECOUNT READ_AUDIT";

  @ParameterizedTest
  @CsvSource({
    "DIRECT,  OWNER,  ''",
    "DIRECT,  ADMIN,  ''",
    "DIRECT,  MEMBER, SEND EDIT_OWN DELETE_OWN REACT PIN",
    "DIRECT,  GUEST,  ''",
    "GROUP,   OWNER,  * TRANSFER DELETE_ROOM",
    "GROUP,   ADMIN,  *",
    "GROUP,   MEMBER, SEND EDIT_OWN DELETE_OWN REACT PIN LEAVE",
    "GROUP,   GUEST,  SEND EDIT_OWN DELETE_OWN REACT LEAVE",
    "CHANNEL, OWNER,  * TRANSFER DELETE_ROOM",
    "CHANNEL, ADMIN,  *",
    "CHANNEL, MEMBER, DELETE_OWN REACT LEAVE",
    "CHANNEL, GUEST,  DELETE_OWN REACT LEAVE",
    "PROJECT, OWNER,  * TRANSFER DELETE_ROOM",
    "PROJECT, ADMIN,  *",
    "PROJECT, MEMBER, SEND EDIT_OWN DELETE_OWN REACT PIN LEAVE",
    "PROJECT, GUEST,  SEND EDIT_OWN DELETE_OWN REACT LEAVE",
    "SUPPORT, OWNER,  * TRANSFER DELETE_ROOM",
    "SUPPORT, ADMIN,  *",
    "SUPPORT, MEMBER, SEND EDIT_OWN DELETE_OWN REACT PIN LEAVE",
    "SUPPORT, GUEST,  SEND EDIT_OWN DELETE_OWN REACT LEAVE",
  })
  void shouldAllowExactlyThese(RoomKind kind, Role role, String allowed) {
    Set<Action> expected =
        Arrays.stream(allowed.replace("*", ALL_BUT_OWNERS).split(" "))
            .filter(name -> !name.isEmpty())
            .map(Action::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Action.class)));

    for (Action action : Action.values()) {
      boolean isAllowed = expected.contains(action);
      assertThat(Permissions.allow(kind, role, action)).as("%s", action).isEqualTo(isAllowed);
      assertThat(
              Permissions.sql(action).contains("('" + kind.value() + "', '" + role.value() + "')"))
          .as("%s in SQL", action)
          .isEqualTo(isAllowed);
      if (!isAllowed) {
        boolean isFixed =
            kind == RoomKind.DIRECT
                && Set.of(
                        "LEAVE INVITE REMOVE BAN CHANGE_ROLE TRANSFER CHANGE_ROOM ARCHIVE DELETE_ROOM"
                            .split(" "))
                    .contains(action.name());
        assertThatExceptionOfType(ProblemException.class)
            .isThrownBy(() -> Permissions.require(kind, role, action))
            .matches(
                problem ->
                    problem.code().code().equals(isFixed ? "direct-room-is-fixed" : "forbidden"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "OWNER, OWNER, false",
    "OWNER, ADMIN, true",
    "ADMIN, ADMIN, false",
    "ADMIN, OWNER, false",
    "ADMIN, MEMBER, true",
    "MEMBER, GUEST, true",
    "GUEST, GUEST, false",
  })
  void shouldRankRoles(Role role, Role other, boolean outranks) {
    assertThat(role.outranks(other)).isEqualTo(outranks);
  }
}
