package dev.tidings.notification.feed;

/**
 * A person whom notifications are for: user ids are unique within a workspace only.
 *
 * @param workspace the tenant
 * @param userId the id that the tenant's identity provider gave
 */
public record RecipientKey(String workspace, String userId) {}
