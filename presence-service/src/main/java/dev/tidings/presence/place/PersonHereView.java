package dev.tidings.presence.place;

import dev.tidings.presence.person.UserView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/**
 * Somebody who is at a place.
 *
 * @param status {@code online}, {@code away} or {@code busy}
 * @param activity {@code viewing}, {@code editing} or {@code commenting}; null of a page
 * @param at when the person's client last said so
 */
@RegisterForReflection
public record PersonHereView(
    String userId, String status, String activity, Instant at, UserView user) {}
