package dev.tidings.presence.connection;

import java.time.Instant;

/**
 * What a person's live clients come to; there is at least one.
 *
 * @param inUse whether any of them is not idle
 * @param changesAt when that, or that there is one, may change although nothing is heard; null for
 *     never
 */
public record ClientUse(boolean inUse, Instant changesAt) {}
