package dev.tidings.presence.connection;

import dev.tidings.presence.person.PersonKey;
import java.time.Instant;

/**
 * What a person does on the client that spoke last, of those that are live.
 *
 * @param page the page that is looked at; null if it was not said
 * @param activity {@code viewing}, {@code editing} or {@code commenting}; null for none
 * @param resourceType what kind of thing is worked on; null without an activity
 * @param saidAt when the client spoke
 */
public record Doing(
    PersonKey person,
    String page,
    String pageTitle,
    String activity,
    String resourceType,
    String resourceId,
    Instant saidAt) {}
