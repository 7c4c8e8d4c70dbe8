package dev.tidings.presence.status;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who may see a person's presence; everybody else sees somebody offline. */
public enum Visibility {
  /** Everybody in the workspace. */
  WORKSPACE,
  /** The person's contacts. */
  CONTACTS;

  /** The wire form: the name in lower case. */
  @JsonValue
  public String value() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Visibility of(String value) {
    return valueOf(value.toUpperCase(Locale.ROOT));
  }
}
