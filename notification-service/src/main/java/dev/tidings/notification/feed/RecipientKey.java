package dev.tidings.notification.feed;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * A person whom notifications are for: user ids are unique within a workspace only.
 *
 * @param workspace the tenant
 * @param userId the id that the tenant's identity provider gave
 */
@Embeddable
public record RecipientKey(
    @Column(name = "workspace") String workspace, @Column(name = "user_id") String userId) {}
