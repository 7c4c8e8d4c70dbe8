package dev.tidings.analytics.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.analytics.hit.Revenue;
import dev.tidings.platform.problem.ProblemException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevenueRequestTest {

  @Test
  void shouldKnowTheCurrencyInAnyCase() {
    assertThat(new RevenueRequest(new BigDecimal("29.90"), "eur").revenue("/$"))
        .isEqualTo(new Revenue(new BigDecimal("29.90"), "EUR"));
    assertThat(new RevenueRequest(new BigDecimal("1e3"), "JPY").revenue("/$").amount())
        .isEqualByComparingTo("1000");
  }

  @ParameterizedTest
  @CsvSource({
    "1e999999999,      EUR, /$/amount",
    "-1e999999999,     EUR, /$/amount",
    "1e-999999999,     EUR, /$/amount",
    "1000000000000000, EUR, /$/amount",
    "0.0000001,        EUR, /$/amount",
    "1,                XYZ, /$/currency",
    "1,                '',  /$/currency",
  })
  void shouldRefuseWhatIsNoMoney(BigDecimal amount, String currency, String pointer) {
    var request = new RevenueRequest(amount, currency);
    assertThatThrownBy(() -> request.revenue("/$"))
        .isInstanceOf(ProblemException.class)
        .satisfies(
            e ->
                assertThat(((ProblemException) e).errors().getFirst().pointer())
                    .isEqualTo(pointer));
  }
}
