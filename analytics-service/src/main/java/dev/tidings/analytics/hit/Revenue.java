package dev.tidings.analytics.hit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;

/**
 * Money that an event brought in.
 *
 * @param currency an ISO 4217 code
 */
@RegisterForReflection
public record Revenue(BigDecimal amount, String currency) {}
