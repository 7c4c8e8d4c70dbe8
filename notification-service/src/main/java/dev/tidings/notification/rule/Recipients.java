package dev.tidings.notification.rule;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.Optional;

/**
 * Whom a rule notifies: all of these together.
 *
 * @param users where ids of people are: one, or a list
 * @param room whose members are meant
 * @param roles the roles whose holders are meant
 * @param rolesAt where names of roles are: one, or a list
 * @param workspace whether everybody in the workspace is meant
 * @param except where ids of people are who are not notified, whoever is meant
 * @param away whether only those are notified who are at no device
 */
record Recipients(
    List<JsonPointer> users,
    Optional<Members> room,
    List<String> roles,
    List<JsonPointer> rolesAt,
    boolean workspace,
    List<JsonPointer> except,
    boolean away) {

  Recipients {
    users = List.copyOf(users);
    roles = List.copyOf(roles);
    rolesAt = List.copyOf(rolesAt);
    except = List.copyOf(except);
  }

  /**
   * The members of a chat room.
   *
   * @param at where the room's id is
   * @param atMost in a larger room, nobody is meant: a storm of notifications helps nobody
   */
  record Members(JsonPointer at, int atMost) {}

  /** Whether those who are meant can be told one by one. */
  boolean isOfPeople() {
    return !workspace && roles.isEmpty() && rolesAt.isEmpty();
  }
}
