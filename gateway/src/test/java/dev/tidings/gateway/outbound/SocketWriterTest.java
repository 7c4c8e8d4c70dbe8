package dev.tidings.gateway.outbound;

import static dev.tidings.gateway.support.Frames.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.access.Delivery;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G10: what leaves is what any WebSocket client reads, and shared memory is given back. */
class SocketWriterTest {

  private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelDuplexHandler());
  private final Lane lane =
      new Lane(channel.eventLoop(), new OutboundMetrics(new SimpleMeterRegistry()));

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 30, 200, 65_300, 65_600, 200_000})
  void shouldFrameTextsOfEveryLength(int length) {
    Frame frame = event("x".repeat(length));
    assertThat(writer(false).write(List.of(frame))).isTrue();
    assertThat(texts()).containsExactly(new String(frame.text(), UTF_8));
  }

  @Test
  void shouldWriteSeveralFramesAsSeveralMessagesInOneBuffer() {
    List<Frame> frames = List.of(event("a"), event("ü".repeat(100)), event("c"));
    writer(false).write(frames);
    assertThat(channel.outboundMessages()).hasSize(1);
    assertThat(texts())
        .containsExactlyElementsOf(
            frames.stream().map(frame -> new String(frame.text(), UTF_8)).toList());
  }

  @Test
  void shouldWriteAnArrayForWhoWantsBatches() {
    List<Frame> frames = List.of(event("a"), event("b"));
    writer(true).write(frames);
    writer(true).write(List.of(event("c")));
    assertThat(texts())
        .containsExactly(
            "[" + text(frames.getFirst()) + "," + text(frames.getLast()) + "]",
            "[" + text(event("c")) + "]");
  }

  /** Connections that are due the same share the memory, and the last one gives it back. */
  @Test
  void shouldShareWhatIsTheSame() {
    Frame a = event("a");
    Frame b = event("b");
    SocketWriter writer = writer(false);
    SocketWriter batching = writer(true);
    for (int i = 0; i < 3; i++) {
      writer.write(List.of(a));
      writer.write(List.of(a, b));
      batching.write(List.of(a, b));
      writer.write(List.of(b));
    }
    writer.write(List.of(a, b));
    List<ByteBuf> written = written();
    assertThat(written.get(0).memoryAddress()).isEqualTo(written.get(4).memoryAddress());
    assertThat(written.get(12).readableBytes()).isEqualTo(written.get(1).readableBytes());
    lane.buffers().release();
    written.forEach(ByteBuf::release);
    assertThat(written).allMatch(buffer -> buffer.refCnt() == 0);
  }

  @Test
  void shouldMakeTheMemoryAnewInTheNextPass() {
    Frame a = event("campaign:1", "a", null, Delivery.DROP);
    writer(false).write(List.of(a));
    lane.buffers().release();
    writer(false).write(List.of(a));
    assertThat(texts()).containsExactly(text(a), text(a));
  }

  @Test
  void shouldPing() {
    writer(false).ping();
    channel.runPendingTasks();
    assertThat(read()).singleElement().isInstanceOf(PingWebSocketFrame.class);
  }

  @Test
  void shouldNotMindThatTheConnectionIsGone() {
    SocketWriter writer = writer(false);
    channel.close();
    channel.runPendingTasks();
    assertThat(writer.write(List.of(event("a")))).isTrue();
    var told = new ArrayList<String>();
    writer.whenSent(() -> told.add("sent"));
    writer.ping();
    channel.runPendingTasks();
    assertThat(told).containsExactly("sent");
  }

  private SocketWriter writer(boolean batching) {
    return new SocketWriter(channel, lane, batching);
  }

  private static String text(Frame frame) {
    return new String(frame.text(), UTF_8);
  }

  private List<String> texts() {
    return read().stream().map(frame -> ((TextWebSocketFrame) frame).text()).toList();
  }

  private List<WebSocketFrame> read() {
    var client =
        new EmbeddedChannel(
            new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder()
                    .expectMaskedFrames(false)
                    .maxFramePayloadLength(1_000_000)
                    .build()));
    written().forEach(client::writeInbound);
    var frames = new ArrayList<WebSocketFrame>();
    for (WebSocketFrame frame; (frame = client.readInbound()) != null; ) {
      frames.add(frame);
    }
    return frames;
  }

  private List<ByteBuf> written() {
    var buffers = new ArrayList<ByteBuf>();
    for (ByteBuf buffer; (buffer = channel.readOutbound()) != null; ) {
      buffers.add(buffer);
    }
    return buffers;
  }
}
