package dev.tidings.gateway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.event.Channel;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameEncoderTest {

  private final FrameEncoder encoder = new FrameEncoder();

  /** R-G3: the producer's JSON arrives unchanged, byte for byte. */
  @Test
  void shouldCopyTheDataOfAnEventByteForByte() {
    String data = " { \"b\" : 1.50, \"a\":\"\\u00fc\" }";
    assertThat(text(event(data)))
        .isEqualTo(
            "{\"type\":\"CAMPAIGN_PROGRESS\",\"channel\":\"campaign:42\",\"data\":"
                + data
                + ",\"position\":{\"epoch\":\"i1\",\"offset\":5,\"also\":[2]},\"eventId\":\"e-\\\"1\","
                + "\"timestamp\":\"2026-01-31T09:05:00.007Z\"}");
  }

  @Test
  void shouldWriteNullForAnEmptyValue() {
    assertThat(text(event(""))).contains("\"data\":null,");
  }

  /** R-G2: a client sees from the number alone whether to come back. */
  @Test
  void shouldKeepDisconnectCodesInTheirRanges() {
    for (DisconnectCode code : DisconnectCode.values()) {
      assertThat(code.code()).isBetween(4000, 4999);
      assertThat(code.reconnect()).isEqualTo(code.code() < 4500);
    }
  }

  private String text(ServerFrame frame) {
    return new String(encoder.encode(frame), UTF_8);
  }

  private static ServerFrame event(String data) {
    return new ServerFrame.Event(
        "CAMPAIGN_PROGRESS",
        Channel.of("campaign", "42"),
        data.getBytes(UTF_8),
        new Position("i1", 5, List.of(2L)),
        "e-\"1",
        Instant.parse("2026-01-31T09:05:00.007Z"));
  }
}
