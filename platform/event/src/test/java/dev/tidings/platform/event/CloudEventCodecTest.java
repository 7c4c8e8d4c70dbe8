package dev.tidings.platform.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our mapping against the CloudEvents SDK's, in both directions, and against malformed records. */
class CloudEventCodecTest {

  private static final CloudEvent EVENT =
      new CloudEvent(
          "0199f2c0-0000-7000-8000-000000000001",
          "/chat-service",
          "MESSAGE_RECEIVED",
          Instant.parse("2026-03-01T10:00:00.123456Z"),
          "message:1",
          "acme",
          Channel.of("room", "42"),
          Map.of("sequence", "17"),
          "{\"message\":\"Grüße, 世界\"}".getBytes(UTF_8));

  @Test
  void shouldBeReadBackEqual() {
    var decoded = (DecodedEvent.Valid) CloudEventCodec.decode(record(EVENT), 1_000);

    assertThat(decoded.event()).usingRecursiveComparison().isEqualTo(EVENT);
  }

  @Test
  void shouldBeKeyedByWorkspaceAndChannel() {
    assertThat(CloudEventCodec.encode("t", EVENT).key()).isEqualTo("acme/room:42".getBytes(UTF_8));
  }

  @Test
  void shouldBeReadByTheCloudEventsSdk() {
    var record = record(EVENT);

    var read = new CloudEventDeserializer().deserialize("t", record.headers(), record.value());

    assertThat(read.getId()).isEqualTo(EVENT.id());
    assertThat(read.getType()).isEqualTo("MESSAGE_RECEIVED");
    assertThat(read.getSource()).isEqualTo(URI.create("/chat-service"));
    assertThat(read.getSubject()).isEqualTo("message:1");
    assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse("2026-03-01T10:00:00.123Z"));
    assertThat(read.getExtension("workspaceid")).isEqualTo("acme");
    assertThat(read.getExtension("channel")).isEqualTo("room:42");
    assertThat(read.getExtension("sequence")).isEqualTo("17");
    assertThat(read.getData().toBytes()).isEqualTo(EVENT.data());
  }

  @Test
  void shouldReadWhatTheCloudEventsSdkWrites() {
    var written =
        CloudEventBuilder.v1()
            .withId("e-1")
            .withSource(URI.create("/erp"))
            .withType("CAMPAIGN_PROGRESS")
            .withTime(OffsetDateTime.parse("2026-03-01T12:00:00.5+02:00"))
            .withExtension("workspaceid", "acme")
            .withExtension("channel", "campaign:42")
            .withData("application/json", "{}".getBytes(UTF_8))
            .build();
    Headers headers = new RecordHeaders();
    var serializer = new CloudEventSerializer();
    serializer.configure(
        Map.of(CloudEventSerializer.ENCODING_CONFIG, Encoding.BINARY.toString()), false);
    byte[] value = serializer.serialize("events.ingress.v1", headers, written);

    var decoded = (DecodedEvent.Valid) CloudEventCodec.decode(record(headers, value), 1_000);

    assertThat(decoded.event().id()).isEqualTo("e-1");
    assertThat(decoded.event().time()).isEqualTo(Instant.parse("2026-03-01T10:00:00.5Z"));
    assertThat(decoded.event().channel()).isEqualTo(Channel.of("campaign", "42"));
    assertThat(decoded.event().workspace()).isEqualTo("acme");
  }

  @ParameterizedTest
  @CsvSource({
    "ce_id, , ce_id is missing",
    "ce_type, , ce_type is missing",
    "ce_workspaceid, , ce_workspaceid is missing",
    "ce_workspaceid, ac/me, names no workspace",
    "ce_channel, , ce_channel is missing",
    "ce_channel, nonsense, a channel is",
    "ce_time, yesterday, no RFC 3339 time"
  })
  void shouldSayWhatIsWrong(String header, String value, String reason) {
    Headers headers = record(EVENT).headers().remove(header);
    if (value != null) {
      headers.add(header, value.getBytes(UTF_8));
    }

    var decoded = CloudEventCodec.decode(record(headers, EVENT.data()), 1_000);

    assertThat(decoded)
        .isInstanceOfSatisfying(
            DecodedEvent.Invalid.class, invalid -> assertThat(invalid.reason()).contains(reason));
  }

  @Test
  void shouldRefuseAMissingOrOverlongValue() {
    Headers headers = record(EVENT).headers();

    assertThat(CloudEventCodec.decode(record(headers, null), 10))
        .isInstanceOf(DecodedEvent.Invalid.class);
    assertThat(CloudEventCodec.decode(record(headers, new byte[11]), 10))
        .isInstanceOf(DecodedEvent.Invalid.class);
  }

  private static ConsumerRecord<byte[], byte[]> record(CloudEvent event) {
    var sent = CloudEventCodec.encode("t", event);
    return record(sent.headers(), sent.value());
  }

  private static ConsumerRecord<byte[], byte[]> record(Headers headers, byte[] value) {
    return new ConsumerRecord<>(
        "t", 0, 0, 1_000, TimestampType.CREATE_TIME, 0, 0, null, value, headers, null);
  }
}
