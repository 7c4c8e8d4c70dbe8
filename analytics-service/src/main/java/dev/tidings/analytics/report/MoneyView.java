package dev.tidings.analytics.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What visitors paid in a currency.
 *
 * @param currency an ISO 4217 code
 * @param amount in the currency's main unit
 */
@RegisterForReflection
public record MoneyView(String currency, BigDecimal amount) {

  private static final int MICROS = 6;

  /** By the currencies' codes. */
  static List<MoneyView> of(Map<String, Long> microsByCurrency) {
    return microsByCurrency.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> new MoneyView(each.getKey(), amount(each.getValue())))
        .toList();
  }

  /** Without the zeros at its end, and not as a power of ten. */
  private static BigDecimal amount(long micros) {
    BigDecimal amount = BigDecimal.valueOf(micros, MICROS).stripTrailingZeros();
    return amount.scale() < 0 ? amount.setScale(0) : amount;
  }

  String text() {
    return amount.toPlainString() + " " + currency;
  }
}
