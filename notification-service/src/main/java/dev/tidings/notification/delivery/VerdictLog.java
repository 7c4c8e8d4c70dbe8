package dev.tidings.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.notification.decision.Circumstances;
import dev.tidings.notification.decision.Verdict;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keeps every verdict with what it hung on. */
@ApplicationScoped
class VerdictLog {

  private static final String INSERT =
      """
      insert into verdicts (notification_id, channel, reason, until_at, circumstances, decided_at)
      select v.id, v.channel, v.reason, v.until, v.circumstances, v.at
      from jsonb_to_recordset(?::jsonb)
        as v(id uuid, channel text, reason text, until timestamptz, circumstances jsonb,
             at timestamptz)
      """;

  private final Sql sql;

  VerdictLog(Sql sql) {
    this.sql = sql;
  }

  /** A verdict as it was found. */
  record Entry(Verdict verdict, Circumstances why) {}

  /**
   * A verdict that was just found.
   *
   * @param id the notification
   */
  record Found(UUID id, Verdict verdict, Circumstances why) {}

  /** Keeps a verdict. */
  void add(UUID notification, Verdict verdict, Circumstances why) {
    addAll(List.of(new Found(notification, verdict, why)));
  }

  /** Keeps verdicts, in their order. */
  void addAll(List<Found> found) {
    if (found.isEmpty()) {
      return;
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    for (Found one : found) {
      ObjectNode row = rows.addObject();
      row.put("id", one.id().toString());
      row.put("channel", one.why().channel().value());
      row.put("reason", one.verdict().reason());
      row.put(
          "until", one.verdict() instanceof Verdict.Waits waits ? waits.until().toString() : null);
      row.put("at", one.why().now().toString());
      row.set("circumstances", Json.mapper().valueToTree(one.why()));
    }
    sql.update(INSERT, rows.toString());
  }

  /** Deletes some that were found before then, and says how many. */
  int clear(Instant before, int limit) {
    return sql.update(
        """
        delete from verdicts where id in
          (select id from verdicts where decided_at < ?
           order by decided_at limit ? for update skip locked)
        """,
        before,
        limit);
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
