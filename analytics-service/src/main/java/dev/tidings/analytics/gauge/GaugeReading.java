package dev.tidings.analytics.gauge;

import java.time.Instant;

/**
 * What a service told of a dashboard.
 *
 * @param subject what it is about; empty if the type says it all
 * @param at when it was so
 * @param eventId decides between two of the same time
 * @param data a JSON object as text
 */
public record GaugeReading(
    String workspace,
    String channel,
    String type,
    String subject,
    Instant at,
    String eventId,
    String data) {}
