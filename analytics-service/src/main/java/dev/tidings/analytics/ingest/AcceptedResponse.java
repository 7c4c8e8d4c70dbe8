package dev.tidings.analytics.ingest;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A hit was taken in.
 *
 * @param id the hit's id
 */
@RegisterForReflection
public record AcceptedResponse(String id) {}
