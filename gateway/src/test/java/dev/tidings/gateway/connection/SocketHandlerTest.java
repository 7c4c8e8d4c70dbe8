package dev.tidings.gateway.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.outbound.Lane;
import dev.tidings.gateway.outbound.OutboundMetrics;
import dev.tidings.gateway.outbound.SocketWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-G1: what the frames of a WebSocket come to, when somebody listens and before. */
class SocketHandlerTest {

  private static final int MAX_BYTES = 1_000;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  private final List<String> told = new ArrayList<>();
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new WebSocket13FrameDecoder(
              WebSocketDecoderConfig.newBuilder()
                  .expectMaskedFrames(false)
                  .maxFramePayloadLength(MAX_BYTES)
                  .closeOnProtocolViolation(false)
                  .build()));
  private final SocketHandler handler =
      new SocketHandler(
          new SocketWriter(
              channel,
              new Lane(channel.eventLoop(), new OutboundMetrics(new SimpleMeterRegistry())),
              false),
          MAX_BYTES);

  private final SocketListener listener =
      new SocketListener() {
        @Override
        public void text(String text) {
          told.add(text);
        }

        @Override
        public void binary() {
          told.add("binary");
        }

        @Override
        public void heard() {
          told.add("heard");
        }

        @Override
        public void closed(int code) {
          told.add("closed " + code);
        }
      };

  SocketHandlerTest() {
    channel.pipeline().addLast(handler);
  }

  @AfterEach
  void release() {
    channel.finishAndReleaseAll();
  }

  /** However a client cuts its messages, and whenever somebody begins to listen. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldMakeMessagesOfPieces(long seed) {
    var random = new Random(seed);
    var expected = new ArrayList<String>();
    int listens = random.nextInt(30);
    for (int i = 0; i < 30; i++) {
      if (i == listens) {
        handler.listen(listener);
      }
      String text = "é\ufffd😀".repeat(random.nextInt(20)) + i;
      byte[] bytes = text.getBytes(UTF_8);
      int pieces = 1 + random.nextInt(4);
      int from = 0;
      for (int piece = 0; piece < pieces; piece++) {
        int to =
            piece == pieces - 1 ? bytes.length : from + random.nextInt(bytes.length - from + 1);
        if (random.nextBoolean()) {
          receive(0x80 | PING, new byte[] {(byte) i});
          expected.add("heard");
        }
        receive(
            (piece == pieces - 1 ? 0x80 : 0) | (piece == 0 ? TEXT : 0),
            Arrays.copyOfRange(bytes, from, to));
        from = to;
      }
      expected.add(text);
    }
    assertThat(told).isEqualTo(expected);
    channel.close();
    assertThat(told.getLast()).isEqualTo("closed 1006");
  }

  @Test
  void shouldAnswerPingsWithWhatTheyCarry() {
    handler.listen(listener);
    receive(0x80 | PING, new byte[] {1, 2});
    assertThat(sent()).containsExactly((byte) 0x8a, (byte) 2, (byte) 1, (byte) 2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldSayCloseOnceAndEnd(boolean clientFirst) {
    handler.listen(listener);
    if (!clientFirst) {
      handler.writer().close(4002, "drain");
      channel.runPendingTasks();
      assertThat(sent()).startsWith((byte) 0x88, (byte) 7, (byte) (4002 >> 8), (byte) 4002);
    }
    receive(0x80 | CLOSE, new byte[] {0x03, (byte) 0xe8});
    assertThat(channel.isOpen()).isFalse();
    if (clientFirst) {
      assertThat(sent()).containsExactly((byte) 0x88, (byte) 2, (byte) 0x03, (byte) 0xe8);
    } else {
      assertThat(sent()).isEmpty();
    }
    assertThat(told).containsExactly("closed 1000");
  }

  @Test
  void shouldTellACloseWithoutACode() {
    handler.listen(listener);
    receive(0x80 | CLOSE, new byte[0]);
    assertThat(sent()).containsExactly((byte) 0x88, (byte) 0);
    assertThat(told).containsExactly("closed 1005");
  }

  /** What a broken client sends behind its fault has no effect, even in the same breath. */
  @Test
  void shouldHearNothingAfterAFault() {
    handler.listen(listener);
    receive(0x80 | TEXT, new byte[] {(byte) 0xff});
    receive(0x80 | TEXT, "late".getBytes(UTF_8));
    channel.runPendingTasks();
    assertThat(sent()).containsExactly((byte) 0x88, (byte) 2, (byte) (1007 >> 8), (byte) 1007);
    channel.close();
    assertThat(told).containsExactly("closed 1007");
  }

  @Test
  void shouldEndWhatGrowsBeyondTheBound() {
    handler.listen(listener);
    receive(TEXT, new byte[600]);
    receive(0, new byte[600]);
    receive(0x80, new byte[1]);
    channel.runPendingTasks();
    assertThat(sent()).containsExactly((byte) 0x88, (byte) 2, (byte) (1009 >> 8), (byte) 1009);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldTellOfAFaultAndAnEndBeforeAnybodyListened() {
    receive(0xc1, new byte[1]);
    channel.close();
    handler.listen(listener);
    assertThat(told).containsExactly("closed 1002");
  }

  @Test
  void shouldTellTheNextListenerOnly() {
    handler.listen(listener);
    var others = new ArrayList<String>();
    handler.pass(
        new SocketListener() {
          @Override
          public void text(String text) {
            others.add(text);
          }

          @Override
          public void binary() {
            others.add("binary");
          }

          @Override
          public void heard() {
            others.add("heard");
          }

          @Override
          public void closed(int code) {
            others.add("closed " + code);
          }
        });
    receive(0x80 | BINARY, new byte[1]);
    channel.close();
    assertThat(others).containsExactly("binary", "closed 1006");
    assertThat(told).isEmpty();
  }

  private void receive(int first, byte[] payload) {
    ByteBuf frame = Unpooled.buffer().writeByte(first);
    if (payload.length < 126) {
      frame.writeByte(payload.length);
    } else {
      frame.writeByte(126).writeShort(payload.length);
    }
    channel.writeInbound(frame.writeBytes(payload));
  }

  /** What was written since the last time. */
  private byte[] sent() {
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf next; (next = channel.readOutbound()) != null; ) {
      all.writeBytes(next);
      next.release();
    }
    byte[] bytes = new byte[all.readableBytes()];
    all.readBytes(bytes);
    return bytes;
  }
}
