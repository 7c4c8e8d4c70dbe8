package dev.tidings.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

  @Test
  void shouldDoubleUpToALimitAndCallRepeatedFailuresFailed() {
    BackOff first = BackOff.NONE.next();
    assertThat(first.delay()).isEqualTo(Duration.ofMillis(500));
    assertThat(first.state("gone")).isInstanceOf(ProcessState.Restarting.class);
    assertThat(first.next().delay()).isEqualTo(Duration.ofSeconds(1));

    BackOff third = first.next().next();
    assertThat(third.state("gone"))
        .isEqualTo(new ProcessState.Failed("gone", Duration.ofSeconds(2)));

    BackOff later = third;
    for (int i = 0; i < 100; i++) {
      later = later.next();
    }
    assertThat(later.delay()).isEqualTo(Duration.ofSeconds(30));
  }
}
