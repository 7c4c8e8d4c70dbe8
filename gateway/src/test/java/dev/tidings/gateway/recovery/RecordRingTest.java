package dev.tidings.gateway.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against a queue of arrays. */
class RecordRingTest {

  private record Added(long address, byte[] bytes) {}

  @Test
  void shouldKeepWhatWasAddedUntilItIsLetGo() {
    for (int seed = 0; seed < 30; seed++) {
      var random = new Random(seed);
      var ring = new RecordRing();
      var model = new ArrayDeque<Added>();
      Added gone = null;
      long bytes = 0;
      for (int i = 0; i < 300; i++) {
        if (!model.isEmpty() && random.nextInt(5) < 2) {
          assertThat(ring.first()).isEqualTo(model.getFirst().address());
          assertThat(read(ring.oldest(), model.getFirst())).isEqualTo(model.getFirst().bytes());
          gone = model.removeFirst();
          bytes -= gone.bytes().length + 4;
          ring.removeFirst();
        } else {
          byte[] added = new byte[random.nextInt(random.nextInt(20) == 0 ? 400_000 : 20_000)];
          random.nextBytes(added);
          long address = ring.add(added.length);
          RecordRing.Place place = ring.find(address);
          place.chunk().put(place.at(), added);
          model.add(new Added(address, added));
          bytes += added.length + 4;
        }
        assertThat(ring.bytes()).isEqualTo(bytes);
        assertThat(ring.isEmpty()).isEqualTo(model.isEmpty());
        assertThat(ring.find(RecordRing.NONE)).isNull();
        if (gone != null) {
          assertThat(ring.find(gone.address())).isNull();
        }
      }
      for (Added each : model) {
        assertThat(read(ring.find(each.address()), each))
            .as("seed %d", seed)
            .isEqualTo(each.bytes());
      }
    }
  }

  private static byte[] read(RecordRing.Place place, Added added) {
    byte[] read = new byte[added.bytes().length];
    place.chunk().get(place.at(), read);
    return read;
  }
}
