package dev.tidings.chat.invitation;

import dev.tidings.chat.ChatConfig;
import dev.tidings.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The rule of when an invitation ends. */
final class Expiry {

  private static final Duration LONGEST = Duration.ofDays(366);

  private Expiry() {}

  /**
   * When an invitation of now ends.
   *
   * @param asked null for the usual time
   * @throws ProblemException {@code validation-failed}
   */
  static Instant of(Instant asked, Instant now, ChatConfig config) {
    Instant end = asked == null ? now.plus(config.invitationLife()) : asked;
    if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
      throw ProblemException.invalid("/expiresAt", "must be later than now, by a year at most");
    }
    return end.truncatedTo(ChronoUnit.MILLIS);
  }
}
