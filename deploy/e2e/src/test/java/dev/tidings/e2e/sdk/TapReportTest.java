package dev.tidings.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.e2e.sdk.TapReport.Result;
import org.junit.jupiter.api.Test;

/** A failed test must not be taken for anything else. */
class TapReportTest {

  @Test
  void shouldTellPassedFailedAndSkippedTestsApart() {
    String text =
        """
        TAP version 13
        # Subtest: one
        ok 1 - one # two
          ---
          duration_ms: 1.5
          ...
        not ok 2 - three
          ---
          error: 'no'
          ...
        ok 3 - four # SKIP not today
        1..3
        """;
    assertThat(TapReport.parse(text).results())
        .extracting(Result::name, Result::passed, Result::skipped)
        .containsExactly(
            tuple("one # two", true, false),
            tuple("three", false, false),
            tuple("four", true, true));
    assertThat(TapReport.parse(text).results().get(1).detail()).contains("error: 'no'");
    assertThat(TapReport.parse("").results()).isEmpty();
  }
}
