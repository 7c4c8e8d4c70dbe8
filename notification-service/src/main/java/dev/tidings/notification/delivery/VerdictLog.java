package dev.tidings.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.notification.decision.Circumstances;
import dev.tidings.notification.decision.Verdict;
import dev.tidings.notification.store.Sql;
import dev.tidings.platform.event.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Keeps every verdict with what it hung on. */
@ApplicationScoped
class VerdictLog {

  private static final String INSERT =
      """
      insert into verdicts (notification_id, channel, reason, until_at, circumstances, decided_at)
      values (?, ?, ?, ?, ?::jsonb, ?)
      """;

  private final Sql sql;

  VerdictLog(Sql sql) {
    this.sql = sql;
  }

  /** A verdict as it was found. */
  record Entry(Verdict verdict, Circumstances why) {}

  /** Keeps a verdict. */
  void add(UUID notification, Verdict verdict, Circumstances why) {
    sql.update(
        INSERT,
        notification,
        why.channel().value(),
        verdict.reason(),
        verdict instanceof Verdict.Waits waits ? waits.until() : null,
        new String(Json.bytes(why), UTF_8),
        why.now());
  }

  /** All verdicts about a notification, in the order in which they were found. */
  List<Entry> of(UUID notification) {
    return sql.list(
        "select reason, until_at, circumstances from verdicts where notification_id = ? order by id",
        row -> {
          var until = row.getTimestamp("until_at");
          return new Entry(
              Verdict.of(row.getString("reason"), until == null ? null : until.toInstant()),
              read(row.getString("circumstances")));
        },
        notification);
  }

  private static Circumstances read(String circumstances) {
    try {
      return Json.mapper().readValue(circumstances, Circumstances.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored circumstances are no JSON", e);
    }
  }
}
