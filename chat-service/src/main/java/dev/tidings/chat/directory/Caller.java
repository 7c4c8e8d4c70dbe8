package dev.tidings.chat.directory;

import java.util.Set;

/**
 * Who is asking.
 *
 * @param workspace the tenant to which everything that the caller sees and does is confined
 * @param person the caller
 * @param roles what the caller is in the workspace, by the token's word
 */
public record Caller(String workspace, Person person, Set<String> roles) {

  public Caller {
    roles = Set.copyOf(roles);
  }

  /** The caller's user id. */
  public String id() {
    return person.id();
  }

  /** Whether the caller keeps order in all rooms of the workspace. */
  public boolean isModerator() {
    return roles.contains(WorkspaceRole.MODERATOR) || roles.contains(WorkspaceRole.ADMIN);
  }

  /** Whether the caller is confined to the rooms that others brought them into. */
  public boolean isGuest() {
    return roles.contains(WorkspaceRole.GUEST);
  }
}
