package dev.tidings.analytics.hit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Something that the site has a name for, such as {@code signup}.
 *
 * @param props what the site says about it, a JSON object as text
 */
@RegisterForReflection
public record VisitorEvent(
    String id,
    String workspace,
    String site,
    String visitor,
    Instant receivedAt,
    PageUrl url,
    String name,
    String props)
    implements Hit {}
