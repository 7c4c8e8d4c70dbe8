package dev.tidings.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.trace.EventTrace;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where a transaction leaves the events of its state change. Call it while the lock of the changed
 * aggregate's row is held: that is what makes the order of a key's events the order of its changes.
 */
@ApplicationScoped
public class Outbox {

  private static final String INSERT =
      """
      insert into outbox (event_id, topic, record_key, headers, data)
      values (?, ?, ?, ?::jsonb, ?)
      """;

  private final AgroalDataSource dataSource;
  private final TransactionSynchronizationRegistry transaction;
  private final OutboxRelay relay;

  Outbox(
      AgroalDataSource dataSource,
      TransactionSynchronizationRegistry transaction,
      OutboxRelay relay) {
    this.dataSource = dataSource;
    this.transaction = transaction;
    this.relay = relay;
  }

  /**
   * Adds an event to the present transaction.
   *
   * @throws IllegalStateException if there is no transaction
   */
  public void append(String topic, CloudEvent event) {
    append(topic, List.of(event));
  }

  /**
   * Adds events to the present transaction, in their order.
   *
   * @throws IllegalStateException if there is no transaction
   */
  public void append(String topic, Collection<CloudEvent> events) {
    wakeAfterCommit();
    try (var connection = dataSource.getConnection();
        var insert = connection.prepareStatement(INSERT)) {
      for (CloudEvent event : events) {
        insert.setObject(1, UUID.fromString(event.id()));
        insert.setString(2, topic);
        insert.setString(3, event.key());
        insert.setString(4, headers(event));
        insert.setString(5, new String(event.data(), UTF_8));
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new OutboxException("The event could not be stored", e);
    }
  }

  /**
   * The {@code headers} column of an event, for statements that insert the outbox row themselves;
   * they call {@link #wakeAfterCommit()} too. With the present trace, if it is sampled.
   */
  public String headers(CloudEvent event) {
    Map<String, String> headers = CloudEventCodec.headers(event);
    EventTrace.addTo(headers);
    return new String(Json.bytes(headers), UTF_8);
  }

  /**
   * Has the relay look at the outbox as soon as the present transaction has committed.
   *
   * @throws IllegalStateException if there is no transaction
   */
  public void wakeAfterCommit() {
    if (transaction.getTransactionKey() == null) {
      throw new IllegalStateException("An event belongs to the transaction of its state change");
    }
    if (transaction.getResource(Outbox.class) == null) {
      transaction.putResource(Outbox.class, Boolean.TRUE);
      transaction.registerInterposedSynchronization(new WakeRelay());
    }
  }

  private final class WakeRelay implements Synchronization {
    @Override
    public void beforeCompletion() {
      // Only the outcome matters.
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        relay.wake();
      }
    }
  }
}
