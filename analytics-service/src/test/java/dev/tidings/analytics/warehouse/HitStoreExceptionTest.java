package dev.tidings.analytics.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HitStoreExceptionTest {

  @ParameterizedTest
  @CsvSource({"22021, true", "23502, true", "42P01, false", "08006, false", "      , false"})
  void shouldTellRefusedContent(String state, boolean refused) {
    var failure = new IllegalStateException(new HitStoreException(new SQLException("no", state)));
    assertThat(HitStoreException.isOfTheContent(failure)).isEqualTo(refused);
  }
}
