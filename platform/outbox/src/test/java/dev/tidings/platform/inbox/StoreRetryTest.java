package dev.tidings.platform.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreRetryTest {

  @ParameterizedTest
  @CsvSource({
    "08006, true",
    "53300, true",
    "57P01, true",
    "40P01, true",
    "      , true",
    "22021, false",
    "23502, false",
    "42P01, false",
  })
  void shouldKnowThatADatabaseIsAway(String state, boolean away) {
    var failure = new IllegalStateException(new InboxException("no", new SQLException("x", state)));
    assertThat(StoreRetry.isAway(failure)).isEqualTo(away);
  }
}
