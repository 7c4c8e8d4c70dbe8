package dev.tidings.analytics.hit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreRetryTest {

  @ParameterizedTest
  @CsvSource({
    "08006, true, false",
    "53300, true, false",
    "57P01, true, false",
    "40P01, true, false",
    "      , true, false",
    "22021, false, true",
    "23502, false, true",
    "42P01, false, false",
  })
  void shouldTellAnAbsentDatabaseFromRefusedContent(String state, boolean away, boolean refused) {
    var failure =
        new IllegalStateException(new HitStoreException(new SQLException("failed", state)));
    assertThat(StoreRetry.isAway(failure)).isEqualTo(away);
    assertThat(StoreRetry.isRefused(failure)).isEqualTo(refused);
  }
}
