package dev.tidings.analytics.hit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;

/**
 * The JSON of the records on the topic of the hits. What a record does not have is left out.
 *
 * @param props a JSON object as text, which is written as it is
 * @param counts of {@link TurnedAway} only, as {@code site} is its only other field
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record HitData(
    String site,
    String visitor,
    String previousVisitor,
    String userId,
    Instant occurredAt,
    String url,
    String title,
    String name,
    @JsonRawValue String props,
    Boolean interactive,
    Revenue revenue,
    Long engagedMs,
    Integer scrollDepth,
    Source source,
    Place place,
    Client client,
    Bot bot,
    Map<String, Long> counts) {}
