package dev.tidings.analytics.referrer;

/**
 * A source that people have a name for.
 *
 * @param name what they call it
 */
record KnownSource(Kind kind, String name) {

  /** What is done there. */
  enum Kind {
    SEARCH,
    AI,
    SOCIAL,
    VIDEO,
    EMAIL,
    /** Anything else. */
    SITE
  }
}
