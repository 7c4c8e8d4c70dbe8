package dev.tidings.notification.delivery;

import java.net.http.HttpHeaders;
import java.time.Duration;

/** The wait that an HTTP server asks for. */
public final class RetryAfter {

  private static final long LONGEST_SECONDS = Duration.ofDays(1).toSeconds();

  private RetryAfter() {}

  /** The {@code Retry-After} header in seconds, at most a day; null if there is none. */
  public static Duration of(HttpHeaders headers) {
    try {
      return headers
          .firstValue("Retry-After")
          .map(Long::parseLong)
          .filter(seconds -> seconds >= 0)
          .map(seconds -> Duration.ofSeconds(Math.min(seconds, LONGEST_SECONDS)))
          .orElse(null);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
