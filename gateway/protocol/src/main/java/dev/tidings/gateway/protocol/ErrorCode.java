package dev.tidings.gateway.protocol;

import java.util.Locale;

/** Why a frame had no effect. Codes never change their meaning. */
public enum ErrorCode {
  /** The frame is no JSON object, or nested too deep. */
  MALFORMED_FRAME("The frame cannot be read", false),
  /** The frame is longer than is accepted. */
  FRAME_TOO_LARGE("The frame is too large", false),
  /** The type is not one that a client may send to this version. */
  UNKNOWN_TYPE("The type is not known", false),
  /** A field is missing or not of its form. */
  VALIDATION_FAILED("The frame breaks a rule", false),
  /** There is no such thing, or none that the caller may know of: the two look the same. */
  NOT_FOUND("Not found", false),
  /** The token is not valid, or expired. */
  UNAUTHENTICATED("A valid token is needed", false),
  /** The token was valid, and has been taken back. */
  TOKEN_REVOKED("The token has been revoked", false),
  /**
   * The caller may see it, but not do this to it; or the token is of another user or workspace than
   * the connection.
   */
  FORBIDDEN("Not allowed", false),
  /** The connection has as many subscriptions as it may. */
  TOO_MANY_SUBSCRIPTIONS("Too many subscriptions", false),
  /** Too many frames of this connection wait for their turn; await answers before sending more. */
  TOO_MANY_PENDING("Too many frames wait for an answer", true),
  /** The connection sends faster than it may; {@code retryAfterMs} says when to go on. */
  RATE_LIMITED("Too many at once", true),
  /** The user or the workspace has as many connections as it may. */
  TOO_MANY_CONNECTIONS("Too many connections", false),
  /** A service that is needed is away. Whether it acted is not known: repeat with the same ids. */
  UNAVAILABLE("Not available right now", true),
  /** Our fault; it is logged. */
  INTERNAL("Something went wrong here", true);

  private final String title;
  private final boolean retryable;

  ErrorCode(String title, boolean retryable) {
    this.title = title;
    this.retryable = retryable;
  }

  /** The name on the wire: lower case with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it means, in a few words. */
  public String title() {
    return title;
  }

  /** Whether the same frame may succeed later. */
  public boolean retryable() {
    return retryable;
  }
}
