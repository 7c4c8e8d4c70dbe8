package dev.tidings.bench.chat;

import dev.tidings.bench.server.TargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs statements on some connections as fast as the database takes them. */
interface BareRun {

  /** What runs them. */
  String name();

  /** Statements per second. */
  double run(ChatDatabase database, List<BareStatement> statements, int connections, Duration time)
      throws TargetException, InterruptedException;

  /**
   * pgbench where it is installed, else a loop in this process.
   *
   * @param work for scripts
   */
  static BareRun here(Path work) {
    return PgBench.find(work).<BareRun>map(found -> found).orElseGet(JdbcLoop::new);
  }

  /** A number that no run before this one has reached. */
  static long base() {
    return System.currentTimeMillis() << 6;
  }
}
