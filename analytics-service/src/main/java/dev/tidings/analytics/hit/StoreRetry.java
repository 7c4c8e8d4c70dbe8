package dev.tidings.analytics.hit;

import dev.tidings.platform.inbox.InboxConfig;
import io.smallrye.faulttolerance.api.Guard;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * How often storing is tried: without end while the database is away or overloaded, not again if it
 * refuses the content, and a few times after anything else.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
@Singleton
final class StoreRetry {

  /** Connection, resources, operator intervention, system error, lost races. */
  private static final String AWAY = "(08|53|57|58|40).*";

  /** Data exceptions and broken constraints. */
  private static final String REFUSED = "(22|23).*";

  private final Guard patient;
  private final Guard bounded;

  StoreRetry(InboxConfig config) {
    this.patient = guard(config, -1, StoreRetry::isAway);
    this.bounded = guard(config, config.maxAttempts() - 1, e -> !isAway(e) && !isRefused(e));
  }

  /**
   * Calls the action until it succeeds or a further attempt is of no use.
   *
   * @throws HitStoreException if the action keeps failing
   */
  int call(Callable<Integer> action) {
    try {
      return patient.call(() -> bounded.call(action, Integer.class), Integer.class);
    } catch (HitStoreException e) {
      throw e;
    } catch (Exception e) {
      throw new HitStoreException(e);
    }
  }

  private static Guard guard(InboxConfig config, int maxRetries, Predicate<Throwable> when) {
    return Guard.create()
        .withRetry()
        .maxRetries(maxRetries)
        .delay(config.retryDelay().toMillis(), ChronoUnit.MILLIS)
        .maxDuration(Long.MAX_VALUE, ChronoUnit.NANOS)
        .whenException(when)
        .withExponentialBackoff()
        .maxDelay(config.maxRetryDelay().toMillis(), ChronoUnit.MILLIS)
        .done()
        .done()
        .build();
  }

  static boolean isAway(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLTransientException
          || cause instanceof SQLNonTransientConnectionException
          // The pool's own failures carry no state.
          || cause instanceof SQLException sql
              && (sql.getSQLState() == null || sql.getSQLState().matches(AWAY))) {
        return true;
      }
    }
    return false;
  }

  static boolean isRefused(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().matches(REFUSED)) {
        return true;
      }
    }
    return false;
  }
}
