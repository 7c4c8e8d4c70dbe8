package dev.tidings.notification.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * A button of a notification.
 *
 * @param label what it says
 * @param url where it leads
 */
@RegisterForReflection
public record Action(String label, String url) {}
