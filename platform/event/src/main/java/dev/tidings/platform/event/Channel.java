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

  private static final Pattern NAMESPACE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  /** Anything printable: ids come from the host's systems and may be e-mail addresses or paths. */
  private static final Pattern ID = Pattern.compile("[^\\p{Cntrl}\\p{Space}\\p{Cs}\\p{Cn}]{1,200}");

  /** The channel of everybody in a workspace. */
  public static final Channel WORKSPACE = new Channel("workspace", "");

  /** The longest text form of a channel, in UTF-16 units. */
  public static final int MAX_LENGTH = 256;

  public Channel {
    boolean workspace = namespace.equals("workspace");
    if (workspace != id.isEmpty()) {
      throw new InvalidChannelException("a channel is 'workspace' or '<namespace>:<id>'");
    }
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new InvalidChannelException(
          "a channel's namespace is a lower-case word of at most 32 letters, digits and hyphens");
    }
    if (!workspace && !ID.matcher(id).matches()) {
      throw new InvalidChannelException(
          "a channel's id has 1 to 200 characters without spaces or control characters");
    }
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
