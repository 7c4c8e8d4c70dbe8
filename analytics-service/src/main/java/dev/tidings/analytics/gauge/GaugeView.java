package dev.tidings.analytics.gauge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The newest event of its kind on a dashboard.
 *
 * @param type the event's type, such as {@code FOLLOWERS_UPDATE}
 * @param subject what it is about; empty if the type says it all
 * @param at when it was told
 * @param data what it said
 */
@RegisterForReflection
public record GaugeView(
    String channel,
    String type,
    String subject,
    Instant at,
    @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode data) {}
