package dev.tidings.analytics.hit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What says that a hit was made by no person. Such hits are kept and counted apart.
 *
 * @param name what it calls itself, such as {@code Googlebot}, or what kind it is
 */
@RegisterForReflection
public record Bot(String name, Reason reason) {

  /** What gave it away. */
  public enum Reason {
    /** The user agent names a program. */
    USER_AGENT,
    /** The browser is driven by a program, and says so. */
    AUTOMATION,
    /** Headers are missing that every browser sends. */
    HEADERS,
    /** The page was fetched in advance; nobody has looked at it yet. */
    PREFETCH,
    /** The referrer is known for nothing else. */
    SPAM;

    private final String wire = WireNames.of(this);

    @JsonValue
    public String wire() {
      return wire;
    }

    /** The reason of a wire name; null if it is none of ours. */
    @JsonCreator
    public static Reason of(String wire) {
      return WireNames.find(Reason.class, wire);
    }
  }
}
