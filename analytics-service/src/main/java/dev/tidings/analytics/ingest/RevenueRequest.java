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
    @NotNull @Digits(integer = 15, fraction = 6) @Schema(examples = "29.90") BigDecimal amount,
    @NotNull @Schema(examples = "EUR") String currency) {

  /**
   * The money.
   *
   * @param pointer where it stands in the body
   * @throws ProblemException {@code validation-failed} if there is no such currency
   */
  public Revenue revenue(String pointer) {
    try {
      return new Revenue(
          amount, Currency.getInstance(currency.toUpperCase(Locale.ROOT)).getCurrencyCode());
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid(pointer + "/currency", "must be a code of ISO 4217");
    }
  }
}
