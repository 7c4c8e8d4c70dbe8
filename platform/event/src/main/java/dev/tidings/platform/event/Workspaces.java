package dev.tidings.platform.event;

import java.util.regex.Pattern;

/** The form of a workspace's name, which prefixes record keys and so may not contain a slash. */
public final class Workspaces {

  /** The workspace of events about the platform itself; no token may carry it. */
  public static final String PLATFORM = "tidings";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Workspaces() {}

  /** Whether the text may name a workspace: 1 to 64 letters, digits, dots, hyphens, underscores. */
  public static boolean isValid(String text) {
    return NAME.matcher(text).matches();
  }

  /**
   * Whether the text may name a tenant's workspace: a valid name that the platform does not use.
   */
  public static boolean isTenant(String text) {
    return isValid(text) && !text.equals(PLATFORM);
  }
}
