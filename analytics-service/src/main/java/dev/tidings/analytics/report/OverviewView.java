package dev.tidings.analytics.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A site's numbers of a period.
 *
 * @param to the first instant after it
 * @param comparison the same of the period that it is compared with; absent if there is none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OverviewView(
    String site,
    Instant from,
    Instant to,
    String timezone,
    MetricsView metrics,
    OverviewView comparison) {}
