package dev.tidings.gateway.access;

/** What a namespace's rule says of a caller and a channel. */
public enum AccessDecision {
  /** The caller may. */
  ALLOWED,
  /** The caller may not, which looks like a channel that doesn't exist. */
  REFUSED,
  /** The caller may if they are a member of the room. */
  IF_MEMBER
}
