package dev.tidings.platform.inbox;

import io.smallrye.faulttolerance.api.Guard;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * How often storing is tried: without end while the database is away or overloaded, not again if
 * another attempt is of no use, and a few times after anything else. Blocks while it waits. Safe
 * for use by several threads.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error
 *     codes</a>
 */
public final class StoreRetry {

  /** Connection, resources, operator intervention, system error, lost races. */
  private static final String AWAY = "(08|53|57|58|40).*";

  private final Guard patient;
  private final Guard bounded;

  /**
   * @param config how often and how fast
   * @param hopeless the failures after which another attempt is of no use
   */
  public StoreRetry(InboxConfig config, Predicate<Throwable> hopeless) {
    this.patient = guard(config, -1, StoreRetry::isAway);
    this.bounded = guard(config, config.maxAttempts() - 1, e -> !isAway(e) && !hopeless.test(e));
  }

  /**
   * Calls the action until it succeeds or a further attempt is of no use.
   *
   * @throws Exception the last attempt's failure
   */
  public <T> T call(Callable<T> action, Class<T> type) throws Exception {
    return patient.call(() -> bounded.call(action, type), type);
  }

  /** Whether the database is away, out of resources or busy: not the content's fault. */
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
}
