package dev.tidings.chat.directory;

/** The roles of tokens that mean something here, in every room of the workspace. */
public final class WorkspaceRole {

  /** Keeps order: handles reports, deletes messages, bans, reads the audit log. */
  public static final String MODERATOR = "MODERATOR";

  /** All of that, and destroys what messages said. */
  public static final String ADMIN = "ADMIN";

  /** Makes no rooms and finds none: is in those that others brought them into. */
  public static final String GUEST = "GUEST";

  private WorkspaceRole() {}
}
