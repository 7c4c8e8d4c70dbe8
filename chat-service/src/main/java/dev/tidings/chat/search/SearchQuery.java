package dev.tidings.chat.search;

import dev.tidings.platform.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;

/**
 * What is looked for.
 *
 * @param query the words, 1 to 200 characters
 * @param roomId only in this room; null for all of the caller's
 * @param userId only of this sender; null for any
 * @param after only sent at or after this time; null for any
 * @param before only sent before this time; null for any
 */
record SearchQuery(String query, UUID roomId, String userId, Instant after, Instant before) {

  private static final int MAX_LENGTH = 200;

  SearchQuery {
    if (query == null || query.isBlank() || query.codePointCount(0, query.length()) > MAX_LENGTH) {
      throw ProblemException.invalid("?q", "must have 1 to " + MAX_LENGTH + " characters");
    }
  }
}
