package dev.tidings.notification.preference;

import dev.tidings.notification.feed.RecipientKey;

/**
 * A person wants something else now; told within the transaction of the change.
 *
 * @param person who
 */
public record PreferencesChanged(RecipientKey person) {}
