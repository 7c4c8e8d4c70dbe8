package dev.tidings.bench.chat;

import dev.tidings.bench.server.TargetException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** The same without pgbench: prepared statements by JDBC, a thread for each connection. */
final class JdbcLoop implements BareRun {

  @Override
  public String name() {
    return "JDBC loop";
  }

  @Override
  public double run(
      ChatDatabase database, List<BareStatement> statements, int connections, Duration time)
      throws TargetException, InterruptedException {
    long base = BareRun.base();
    var loops = new ArrayList<Future<Long>>();
    long begin = System.nanoTime();
    try (var threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        int client = i;
        loops.add(
            threads.submit(
                () -> loop(database, statements, base + client, begin + time.toNanos())));
      }
    }
    long executed = 0;
    for (Future<Long> each : loops) {
      try {
        executed += each.get();
      } catch (ExecutionException e) {
        throw new TargetException("the bare statement fails", e.getCause());
      }
    }
    return executed / ((System.nanoTime() - begin) / 1e9);
  }

  private static long loop(
      ChatDatabase database, List<BareStatement> statements, long base, long end)
      throws SQLException {
    try (var connection = database.another()) {
      var prepared = new ArrayList<PreparedStatement>();
      for (BareStatement each : statements) {
        prepared.add(connection.prepareStatement(each.forJdbc()));
      }
      long executed = 0;
      while (System.nanoTime() < end) {
        int which = ThreadLocalRandom.current().nextInt(prepared.size());
        for (int i = 1; i <= statements.get(which).numbers(); i++) {
          prepared.get(which).setLong(i, base + executed * BareStatement.STEP);
        }
        prepared.get(which).executeQuery().close();
        executed++;
      }
      return executed;
    }
  }
}
