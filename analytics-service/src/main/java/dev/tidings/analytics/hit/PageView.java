package dev.tidings.analytics.hit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * A page was opened.
 *
 * @param title the page's title; null if unknown
 * @param referrer the address of the page that led here; null if there was none
 */
@RegisterForReflection
public record PageView(
    String id,
    String workspace,
    String site,
    String visitor,
    Instant receivedAt,
    PageUrl url,
    String title,
    String referrer)
    implements Hit {}
