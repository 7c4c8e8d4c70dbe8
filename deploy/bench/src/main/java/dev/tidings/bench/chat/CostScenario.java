package dev.tidings.bench.chat;

import dev.tidings.bench.report.CostResult;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.scenario.Scenario;
import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What PostgreSQL writes, and what it is asked, for a message in a room: the same in a small room
 * and in a large one.
 *
 * @param sizes of the rooms
 * @param messages to measure with
 */
public record CostScenario(List<Integer> sizes, int messages) implements Scenario {

  private static final Duration BACKGROUND = Duration.ofSeconds(3);
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(2);

  /** Not counted: they find the room, its index pages and the service's caches new. */
  private static final int FIRST_MESSAGES = 300;

  @Override
  public String name() {
    return "cost";
  }

  @Override
  public String about() {
    return "WAL and statements of a message, in rooms of %s members".formatted(sizes);
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof ChatTarget;
  }

  @Override
  public List<Result> run(Target target, Workbench bench)
      throws TargetException, InterruptedException {
    var chat = (ChatTarget) target;
    var results = new ArrayList<Result>();
    try (var database = ChatDatabase.of(chat.system())) {
      for (int members : sizes) {
        String room = chat.rooms().make(Workbench.newName(), 1, chat.otherSenders()).getFirst();
        database.fill(room, members);
        var load =
            new MessageLoad(
                chat.service(), chat.senderTokens(), List.of(room), bench.payloadBytes());
        database.logWholePages(false);
        load.run(LONG_ENOUGH, FIRST_MESSAGES);
        database.awaitIndexed(room);

        double background = walPerSecond(database);
        long begin = System.nanoTime();
        long walBegin = database.walBytes();
        MessageLoad.Outcome outcome = load.run(LONG_ENOUGH, messages);
        database.awaitIndexed(room);
        double wal =
            database.walBytes() - walBegin - background * (System.nanoTime() - begin) / 1e9;
        StatementLog.Share statements = statements(database, load, room);
        results.add(
            new CostResult(
                name() + "-" + members,
                target.name(),
                members,
                outcome.stored(),
                outcome.failed(),
                wal / Math.max(1, outcome.stored()),
                statements.perMessage(),
                statements.perBatch()));
      }
      return results;
    } catch (IOException | SQLException e) {
      throw new TargetException("chat can't be measured: " + e.getMessage(), e);
    }
  }

  /** What all services together write while nobody sends anything. */
  private static double walPerSecond(ChatDatabase database)
      throws SQLException, InterruptedException {
    long begin = database.walBytes();
    TimeUnit.MILLISECONDS.sleep(BACKGROUND.toMillis());
    return (database.walBytes() - begin) * 1e3 / BACKGROUND.toMillis();
  }

  private static StatementLog.Share statements(ChatDatabase database, MessageLoad load, String room)
      throws IOException, SQLException, InterruptedException {
    database.logStatements(true);
    try {
      StatementLog before = database.statements();
      MessageLoad.Outcome outcome = load.run(LONG_ENOUGH, FIRST_MESSAGES);
      database.awaitIndexed(room);
      return database.statements().since(before).share(outcome.stored());
    } finally {
      database.logStatements(false);
    }
  }
}
