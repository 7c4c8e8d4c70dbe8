package dev.tidings.analytics.ingest;

import dev.tidings.analytics.hit.Revenue;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Money that an event brought in.
 *
 * @param amount how much, in the currency's main unit; a number or its text
 * @param currency an ISO 4217 code
 */
@RegisterForReflection
public record RevenueRequest(
    @NotNull
        @Digits(integer = RevenueRequest.INTEGER, fraction = RevenueRequest.FRACTION)
        @Schema(examples = "29.90")
        BigDecimal amount,
    @NotNull @Schema(examples = "EUR") String currency) {

  static final int INTEGER = 15;
  static final int FRACTION = 6;

  /**
   * The money. The amount is looked at here too: a power of ten is short to write, and too long to
   * be calculated with.
   *
   * @param pointer where it stands in the body
   * @throws ProblemException {@code validation-failed} if there is no such currency or amount
   */
  public Revenue revenue(String pointer) {
    BigDecimal shortest = amount.stripTrailingZeros();
    if ((long) shortest.precision() - shortest.scale() > INTEGER || shortest.scale() > FRACTION) {
      throw ProblemException.invalid(
          pointer + "/amount",
          "has at most %d digits, and %d behind the point".formatted(INTEGER, FRACTION));
    }
    try {
      return new Revenue(
          amount, Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getCurrencyCode());
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(pointer + "/currency", "must be a code of ISO 4217");
    }
  }
}
