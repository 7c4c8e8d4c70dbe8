package dev.tidings.gateway.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.protocol.DisconnectCode;
import dev.tidings.gateway.protocol.ErrorCode;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.gateway.protocol.PositionVector;
import dev.tidings.gateway.protocol.ServerFrame;
import dev.tidings.gateway.protocol.ServerFrame.ChannelPosition;
import dev.tidings.platform.event.Channel;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R-G6: what a client that lost its stream at any point says when it comes back. */
class StreamIdTest {

  private static final Instant TIME = Instant.parse("2026-01-31T09:05:00.007Z");
  private static final Channel ALICE = Channel.of("user", "alice");
  private static final Channel LEAD = Channel.of("lead", "1");

  @Test
  void shouldMoveWithEveryEvent() {
    var id = new StreamId(ResumePoint.parse(null), 4_096);
    assertThat(vector(id.with(connected(7))).of(ALICE)).isEqualTo(at(7));
    assertThat(id.with(error())).as("unchanged").isNull();
    PositionVector moved = vector(id.with(event(ALICE, 9)));
    assertThat(moved.of(ALICE)).isEqualTo(at(9));
    assertThat(moved.of(LEAD)).isNull();
    vector(id.with(new ServerFrame.Subscribed(LEAD, at(3), TIME)));
    assertThat(vector(id.with(event(ALICE, 10))).of(LEAD)).isEqualTo(at(3));
    assertThat(vector(id.with(new ServerFrame.Unsubscribed(LEAD, TIME))).of(LEAD)).isNull();
  }

  /** Whoever loses the stream before a channel was resumed is still where it was. */
  @Test
  void shouldKeepWhereTheClientWasUntilTheChannelIsResumed() {
    String last = PositionVector.of(Map.of(ALICE, at(2), LEAD, at(1))).encode();
    var id = new StreamId(ResumePoint.parse(last), 4_096);
    assertThat(vector(id.with(connected(7))).of(ALICE)).isEqualTo(at(2));
    id.resuming(LEAD);
    PositionVector first = vector(id.with(new ServerFrame.Ack("a", ALICE, null, at(7), TIME)));
    assertThat(first.of(ALICE)).isEqualTo(at(7));
    assertThat(first.of(LEAD)).isEqualTo(at(1));
    var lost = new StreamId(ResumePoint.parse("nonsense"), 4_096);
    assertThat(vector(lost.with(connected(7))).of(ALICE).covers(at(-1))).isFalse();
  }

  @Test
  void shouldSayNothingRatherThanTooMuch() {
    var id = new StreamId(ResumePoint.parse(null), 40);
    assertThat(id.with(connected(7))).isNotEqualTo(StreamId.NONE);
    for (int i = 0; i < 5; i++) {
      id.with(event(Channel.of("lead", "" + i), i));
    }
    assertThat(id.with(event(LEAD, 99))).isEqualTo(StreamId.NONE);
    assertThat(ResumePoint.parse(StreamId.NONE)).isInstanceOf(ResumePoint.Unknown.class);
    assertThat(ResumePoint.parse(StreamId.FINAL)).isInstanceOf(ResumePoint.Unknown.class);
  }

  @Test
  void shouldMarkTheEndThatIsFinal() {
    var id = new StreamId(ResumePoint.parse(null), 4_096);
    assertThat(id.with(new ServerFrame.Disconnect(DisconnectCode.PROTOCOL_VIOLATION, TIME)))
        .isEqualTo(StreamId.FINAL);
    assertThat(id.with(new ServerFrame.Disconnect(DisconnectCode.TOKEN_EXPIRED, TIME))).isNull();
  }

  /** R-G6: JSON with line breaks between its tokens is still one field. */
  @Test
  void shouldWriteAnEventOnOneLine() {
    Buffer out = Buffer.buffer();
    EventStream.append(
        out,
        new ServerFrame.Event("A\nid: evil", LEAD, new byte[0], at(1), "e", TIME),
        "{\"a\":\r\n1,\n\"b\":\"ü\"}".getBytes(UTF_8),
        "x");
    assertThat(out.toString())
        .isEqualTo("event: A id: evil\nid: x\ndata: {\"a\":  1, \"b\":\"ü\"}\n\n");
  }

  /** R-G12: a browser that knows no frames comes when its own turn is, and not before. */
  @Test
  void shouldSayWhenToComeBackAsBrowsersUnderstandIt() {
    Buffer out = Buffer.buffer();
    byte[] text = "{}".getBytes(UTF_8);
    EventStream.append(
        out, new ServerFrame.Disconnect(DisconnectCode.DRAIN, 1_750L, TIME), text, null);
    EventStream.append(
        out, new ServerFrame.Disconnect(DisconnectCode.TOKEN_EXPIRED, TIME), text, null);
    assertThat(out.toString())
        .isEqualTo("retry: 1750\nevent: DISCONNECT\ndata: {}\n\nevent: DISCONNECT\ndata: {}\n\n");
  }

  private static PositionVector vector(String id) {
    return PositionVector.decode(id).orElseThrow();
  }

  private static Position at(long offset) {
    return new Position("e", offset);
  }

  private static ServerFrame connected(long offset) {
    return new ServerFrame.Connected(
        "s", "alice", "acme", 25_000, TIME, List.of(new ChannelPosition(ALICE, at(offset))), TIME);
  }

  private static ServerFrame event(Channel channel, long offset) {
    return new ServerFrame.Event("A", channel, new byte[0], at(offset), "e" + offset, TIME);
  }

  private static ServerFrame error() {
    return ServerFrame.Error.of("1", ErrorCode.NOT_FOUND, "no", TIME);
  }
}
