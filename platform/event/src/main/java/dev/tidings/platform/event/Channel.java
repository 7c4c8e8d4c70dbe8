package dev.tidings.platform.event;

import java.util.regex.Pattern;

/**
 * A fan-out address inside a workspace: {@code <namespace>:<id>}, such as {@code room:0199…} or
 * {@code user:alice}, or the single channel {@code workspace} that everybody in it shares.
 *
 * @param namespace a lower-case word that says what the id identifies; access rules hang on it
 * @param id what is addressed within the namespace; empty for {@code workspace} only
 */
public record Channel(String namespace, String id) {

  private static final int MAX_NAMESPACE_LENGTH = 32;
  private static final int MAX_ID_LENGTH = 200;

  /** Anything printable: ids come from the host's systems and may be e-mail addresses or paths. */
  private static final Pattern ID =
      Pattern.compile("[^\\p{Cntrl}\\p{Space}\\p{Cs}\\p{Cn}]{1," + MAX_ID_LENGTH + "}");

  /** The channel of everybody in a workspace. */
  public static final Channel WORKSPACE = new Channel("workspace", "");

  /** The longest text form of a channel, in UTF-16 units. */
  public static final int MAX_LENGTH = 256;

  public Channel {
    boolean workspace = namespace.equals("workspace");
    if (workspace != id.isEmpty()) {
      throw new InvalidChannelException("a channel is 'workspace' or '<namespace>:<id>'");
    }
    if (!isNamespace(namespace)) {
      throw new InvalidChannelException(
          "a channel's namespace is a lower-case word of at most 32 letters, digits and hyphens");
    }
    if (!workspace && !isPlain(id) && !ID.matcher(id).matches()) {
      throw new InvalidChannelException(
          "a channel's id has 1 to 200 characters without spaces or control characters");
    }
  }

  /** By hand, because every event's channel is looked at. */
  private static boolean isNamespace(String text) {
    if (text.isEmpty() || text.length() > MAX_NAMESPACE_LENGTH || !isLetter(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char each = text.charAt(i);
      if (!isLetter(each) && (each < '0' || each > '9') && each != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char each) {
    return each >= 'a' && each <= 'z';
  }

  /** Whether the text is an id that needs no closer look, as nearly all are. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each <= ' ' || each > '~') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_ID_LENGTH;
  }

  /** The channel of an id in a namespace. */
  public static Channel of(String namespace, String id) {
    return new Channel(namespace, id);
  }

  /**
   * Reads the text form.
   *
   * @throws InvalidChannelException with a message fit for the caller if the text is no channel
   */
  public static Channel parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new InvalidChannelException("a channel has at most " + MAX_LENGTH + " characters");
    }
    int colon = text.indexOf(':');
    return colon < 0
        ? new Channel(text, "")
        : new Channel(text.substring(0, colon), text.substring(colon + 1));
  }

  /** The text form, as clients and records carry it. */
  public String value() {
    return id.isEmpty() ? namespace : namespace + ":" + id;
  }

  @Override
  public String toString() {
    return value();
  }
}
