package dev.tidings.bench.chat;

import dev.tidings.bench.machine.CpuMeter;
import dev.tidings.bench.machine.CpuUse;
import dev.tidings.bench.machine.StillProcess;
import dev.tidings.bench.report.Result;
import dev.tidings.bench.report.WriteResult;
import dev.tidings.bench.scenario.Scenario;
import dev.tidings.bench.scenario.Workbench;
import dev.tidings.bench.server.Target;
import dev.tidings.bench.server.TargetException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Messages as fast as chat-service takes them, until the last one's event is in Kafka; then, while
 * the service is held still, the statement that it stores them by, run bare on the same tables.
 *
 * @param rooms among which messages are spread
 * @param work for scripts
 */
public record WriteScenario(int rooms, Duration timed, Path work) implements Scenario {

  private static final int MOST_SECONDS_OF_REST = 10;
  private static final double CORES_AT_REST = 0.4;

  @Override
  public String name() {
    return "write";
  }

  @Override
  public String about() {
    return "messages by REST to %d rooms over %d connections, beside the bare statement"
        .formatted(rooms, ChatTarget.SENDERS);
  }

  @Override
  public boolean suits(Target target) {
    return target instanceof ChatTarget;
  }

  @Override
  public List<Result> run(Target target, Workbench bench)
      throws TargetException, InterruptedException {
    var chat = (ChatTarget) target;
    try (var database = ChatDatabase.of(chat.system());
        var topic = new RoomTopic(chat.system().kafka())) {
      List<String> ids = chat.rooms().make(Workbench.newName(), rooms, chat.otherSenders());
      database.awaitPublished();
      database.checkpoint();
      topic.mark();
      CpuMeter meter =
          CpuMeter.start(List.of(chat.system().process("CHAT")), storage(chat), bench.loop());
      long begin = System.nanoTime();
      MessageLoad.Outcome outcome =
          new MessageLoad(chat.service(), chat.senderTokens(), ids, bench.payloadBytes())
              .run(timed, Long.MAX_VALUE);
      database.awaitPublished();
      double seconds = (System.nanoTime() - begin) / 1e9;
      CpuUse cpu = meter.read();
      RoomTopic.Count published = topic.count("MESSAGE_RECEIVED");

      BareRun bare = BareRun.here(work);
      List<BareStatement> statements = seen(chat, database, ids);
      awaitRest(bench);
      double bareRate;
      CpuUse bareCpu;
      StillProcess still = StillProcess.hold(chat.system().process("CHAT"));
      try {
        database.checkpoint();
        CpuMeter alone = CpuMeter.start(List.of(), List.of(), bench.loop());
        bareRate = bare.run(database, statements, ChatTarget.SENDERS, timed);
        bareCpu = alone.read();
        database.dropEvents();
      } finally {
        still.release();
      }
      return List.of(
          new WriteResult(
              name(),
              target.name(),
              ChatTarget.SENDERS,
              rooms,
              outcome.stored(),
              outcome.failed(),
              outcome.stored() / outcome.seconds(),
              outcome.stored() / seconds,
              outcome.stored() - published.different(),
              published.all() - published.different(),
              outcome.micros(),
              bare.name(),
              bareRate,
              outcome.stored() / seconds / bareRate,
              cpu,
              bareCpu.allCores()));
    } catch (IOException | SQLException e) {
      throw new TargetException("chat can't be measured: " + e.getMessage(), e);
    }
  }

  /** Those who read along come last; the bare statement is not to share the machine with them. */
  private static void awaitRest(Workbench bench) throws InterruptedException {
    for (int i = 0; i < MOST_SECONDS_OF_REST; i++) {
      CpuMeter machine = CpuMeter.start(List.of(), List.of(), bench.loop());
      TimeUnit.SECONDS.sleep(1);
      if (machine.read().allCores() < CORES_AT_REST) {
        return;
      }
    }
  }

  /** Kafka, and PostgreSQL with the processes of its connections. */
  private static List<Long> storage(ChatTarget chat) {
    long postgres = chat.system().process("POSTGRES");
    return Stream.concat(
            Stream.of(postgres, chat.system().process("KAFKA")),
            ProcessHandle.of(postgres).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid))
        .toList();
  }

  /** Has the service store one message, and looks how it does. */
  private List<BareStatement> seen(ChatTarget chat, ChatDatabase database, List<String> ids)
      throws IOException, SQLException, InterruptedException, TargetException {
    String clientId = MessageLoad.newClientId();
    String room = ids.getFirst();
    database.logStatements(true);
    try (var connection = new RestConnection(chat.service(), chat.senderTokens().getFirst())) {
      connection.post("/api/chat/messages", MessageLoad.body(room, "x".repeat(200), clientId));
    } finally {
      database.logStatements(false);
    }
    database.awaitPublished();
    StatementLog.Entry entry =
        database
            .statements()
            .lastWith(clientId)
            .orElseThrow(() -> new TargetException("PostgreSQL has logged no message"));
    return BareStatement.ofAll(entry, room, ids, clientId);
  }
}
