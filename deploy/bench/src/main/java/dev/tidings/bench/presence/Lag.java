package dev.tidings.bench.presence;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the services are behind what there is for them to read. */
final class Lag implements AutoCloseable {

  private final Admin admin;

  Lag(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** Records that the consumer groups of the services have not handled yet, by group. */
  Map<String, Long> read() throws InterruptedException {
    try {
      var lags = new HashMap<String, Long>();
      for (var group : admin.listGroups().all().get()) {
        Map<TopicPartition, OffsetAndMetadata> handled =
            admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata().get();
        var ends =
            admin
                .listOffsets(
                    handled.keySet().stream()
                        .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                .all()
                .get();
        lags.put(
            group.groupId(),
            handled.entrySet().stream()
                .filter(each -> each.getValue() != null)
                .mapToLong(each -> ends.get(each.getKey()).offset() - each.getValue().offset())
                .sum());
      }
      return lags;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka doesn't say how far its readers are", e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
