package dev.tidings.presence.upstream.gateway;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.event.Timestamps;
import dev.tidings.platform.event.Workspaces;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Records as a gateway publishes them. */
final class GatewayRecords {

  private static final EventIds IDS = EventIds.uuidV7();

  private final String gatewayId;

  GatewayRecords(String gatewayId) {
    this.gatewayId = gatewayId;
  }

  ProducerRecord<byte[], byte[]> opened(
      String session, String workspace, String user, String firstName, Instant at) {
    var data = connection(session, user, at);
    var profile = new HashMap<String, Object>(Map.of("id", user, "firstName", firstName));
    profile.put("lastName", null);
    profile.put("profileImage", null);
    data.put("user", profile);
    return record("CONNECTION_OPENED", workspace, Channel.of("user", user), session, data);
  }

  ProducerRecord<byte[], byte[]> closed(String session, String workspace, String user, Instant at) {
    var data = connection(session, user, at);
    data.put("reason", "client-closed");
    return record("CONNECTION_CLOSED", workspace, Channel.of("user", user), session, data);
  }

  ProducerRecord<byte[], byte[]> lease(int leaseMs, Instant at) {
    return record(
        "GATEWAY_LEASE",
        Workspaces.PLATFORM,
        Channel.of("gateway", gatewayId),
        null,
        Map.of(
            "gatewayId",
            gatewayId,
            "leaseMs",
            leaseMs,
            "connections",
            3,
            "at",
            Timestamps.format(at)));
  }

  ProducerRecord<byte[], byte[]> stopped(Instant at) {
    return record(
        "GATEWAY_STOPPED",
        Workspaces.PLATFORM,
        Channel.of("gateway", gatewayId),
        null,
        Map.of("gatewayId", gatewayId, "at", Timestamps.format(at)));
  }

  /** What a client does; the data besides who and when. */
  static ProducerRecord<byte[], byte[]> signal(
      String type,
      String workspace,
      String user,
      String session,
      Map<String, Object> what,
      Instant at) {
    var data = new HashMap<>(what);
    data.put("userId", user);
    data.put("sessionId", session);
    data.put("at", Timestamps.format(at));
    var event =
        new CloudEvent(
            IDS.next(),
            "/gateway",
            type,
            at,
            "user:" + user,
            workspace,
            Channel.of("user", user),
            Map.of(),
            Json.bytes(data));
    return CloudEventCodec.encode("gateway.signal.v1", event);
  }

  ProducerRecord<byte[], byte[]> record(
      String type, String workspace, Channel channel, String session, Map<String, Object> data) {
    var event =
        new CloudEvent(
            IDS.next(),
            "/gateway",
            type,
            Instant.EPOCH,
            session == null ? null : "session:" + session,
            workspace,
            channel,
            Map.of(),
            Json.bytes(data));
    return CloudEventCodec.encode("gateway.connection.v1", gatewayId, event);
  }

  /** The record as the consumer gets it from a partition. */
  static ConsumerRecord<byte[], byte[]> received(
      ProducerRecord<byte[], byte[]> sent, int partition, long offset) {
    return new ConsumerRecord<>(
        sent.topic(),
        partition,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        sent.headers(),
        Optional.empty());
  }

  private Map<String, Object> connection(String session, String user, Instant at) {
    return new HashMap<>(
        Map.of(
            "sessionId",
            session,
            "userId",
            user,
            "gatewayId",
            gatewayId,
            "at",
            Timestamps.format(at)));
  }
}
