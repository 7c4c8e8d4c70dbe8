package dev.tidings.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.topic.TopicSpec;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;

/** The tests' aggregates: counters, each change of which is an event that says the new value. */
@Singleton
public class Counters {

  static final String TOPIC = "test.counter.v1";
  static final String WORKSPACE = "acme";

  private final AgroalDataSource dataSource;
  private final Outbox outbox;
  private final EventIds ids = EventIds.uuidV7();
  private final Clock clock;

  Counters(AgroalDataSource dataSource, Outbox outbox, Clock clock) {
    this.dataSource = dataSource;
    this.outbox = outbox;
    this.clock = clock;
  }

  @Produces
  @Singleton
  static Clock systemClock() {
    return Clock.systemUTC();
  }

  @Produces
  @Singleton
  static TopicSpec topic() {
    return TopicSpec.events(TOPIC);
  }

  @Produces
  @Singleton
  static TopicSpec deadLetters() {
    return TopicSpec.deadLetter(TOPIC, "test");
  }

  /** Counts up in a transaction, which is rolled back if so asked. */
  void increment(String name, boolean rollBack) {
    try {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                long value = next(name);
                outbox.append(TOPIC, event(name, "{\"value\":" + value + "}"));
                if (rollBack) {
                  throw new RolledBack();
                }
              });
    } catch (RolledBack e) {
      // What was asked for.
    }
  }

  private static final class RolledBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  CloudEvent event(String name, String data) {
    return new CloudEvent(
        ids.next(),
        "/test",
        "COUNTED",
        clock.instant(),
        null,
        WORKSPACE,
        Channel.of("counter", name),
        Map.of(),
        data.getBytes(UTF_8));
  }

  private long next(String name) {
    try (var connection = dataSource.getConnection();
        var upsert =
            connection.prepareStatement(
                """
                insert into counter values (?, 1)
                on conflict (name) do update set value = counter.value + 1
                returning value
                """)) {
      upsert.setString(1, name);
      try (var row = upsert.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
