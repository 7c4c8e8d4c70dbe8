package dev.tidings.bench.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StampTest {

  static LongStream seeds() {
    return new Random().longs(50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void shouldReadWhatWasWrittenWhereverItIs(long seed) {
    var random = new Random(seed);
    int run = random.nextInt();
    int channel = random.nextInt(65_536);
    int sequence = random.nextInt(Integer.MAX_VALUE);
    long sent = random.nextLong();
    long due = random.nextLong();
    boolean timed = random.nextBoolean();
    int size = random.nextInt(Stamp.LENGTH, 400);
    String text =
        new String(Stamp.payload(size, run, channel, sequence, sent, due, timed), US_ASCII);
    String before = "~tb~~tb1".substring(0, random.nextInt(8)) + "{\"data\":\"";
    byte[] frame = (before + text + "\"}").getBytes(US_ASCII);

    int at = Stamp.find(frame, 0, frame.length, random.nextInt(frame.length));

    assertThat(text).hasSize(size).doesNotContain("\"", "\\");
    assertThat(at).isEqualTo(before.length());
    assertThat(Stamp.isReadable(frame, at, frame.length)).isTrue();
    assertThat(Stamp.run(frame, at)).isEqualTo(run);
    assertThat(Stamp.channel(frame, at)).isEqualTo(channel);
    assertThat(Stamp.sequence(frame, at)).isEqualTo(sequence);
    assertThat(Stamp.sent(frame, at)).isEqualTo(sent);
    assertThat(Stamp.due(frame, at)).isEqualTo(due);
    assertThat(Stamp.isTimed(frame, at)).isEqualTo(timed);
  }

  @Test
  void shouldCallAStampUnreadableWhenAnyOfItsBytesIsWrong() {
    byte[] good = Stamp.payload(Stamp.LENGTH, 1, 2, 3, 4, 5, true);
    for (int i = 5; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] = '?';
      assertThat(Stamp.isReadable(bad, 0, bad.length)).as("byte %d", i).isFalse();
    }
    assertThat(Stamp.isReadable(good, 0, good.length)).isTrue();
    assertThat(Stamp.isReadable(good, 0, good.length - 1)).isFalse();
  }

  @Test
  void shouldFindNothingInAFrameWithoutAStamp() {
    byte[] frame = "{\"type\":\"PONG\"}".getBytes(US_ASCII);
    assertThat(Stamp.find(frame, 0, frame.length, 3)).isEqualTo(-1);
    assertThat(Stamp.find(frame, 0, 0, 0)).isEqualTo(-1);
  }

  @Test
  void shouldRecordEveryMessageOfAFrameThatHoldsSeveral() {
    var ledger = new Ledger(9, 100);
    var frame = new StringBuilder("[");
    for (int i = 0; i < 3; i++) {
      frame.append("{\"data\":\"");
      frame.append(new String(ledger.payload(0, i, 0, 0, true), US_ASCII));
      frame.append("\",\"position\":{\"epoch\":\"a\",\"offset\":1}},");
    }
    byte[] bytes = frame.append("]").toString().getBytes(US_ASCII);

    assertThat(ledger.record(new SequenceCheck(), 0, bytes, 0, bytes.length, 1)).isTrue();
    assertThat(ledger.timedDeliveries()).isEqualTo(3);
    assertThat(ledger.faults().none()).isTrue();
  }

  @Test
  void shouldRefusePayloadsThatHaveNoRoomForAStamp() {
    assertThatThrownBy(() -> new Ledger(1, Ledger.smallestPayload() - 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
