package dev.tidings.platform.event;

/** The form of a workspace's name, which prefixes record keys and so may not contain a slash. */
public final class Workspaces {

  /** The workspace of events about the platform itself; no token may carry it. */
  public static final String PLATFORM = "tidings";

  private static final int MAX_LENGTH = 64;

  private Workspaces() {}

  /** Whether the text may name a workspace: 1 to 64 letters, digits, dots, hyphens, underscores. */
  public static boolean isValid(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH || !isLetterOrDigit(text.charAt(0))) {
      return false;
    }
    // By hand, because every event's workspace is looked at.
    for (int i = 1; i < text.length(); i++) {
      char each = text.charAt(i);
      if (!isLetterOrDigit(each) && each != '.' && each != '_' && each != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char each) {
    return each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9';
  }

  /**
   * Whether the text may name a tenant's workspace: a valid name that the platform does not use.
   */
  public static boolean isTenant(String text) {
    return isValid(text) && !text.equals(PLATFORM);
  }
}
