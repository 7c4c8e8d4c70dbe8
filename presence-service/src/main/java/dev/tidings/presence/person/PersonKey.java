package dev.tidings.presence.person;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * A person: user ids are unique within a workspace only.
 *
 * @param workspace the tenant
 * @param userId the id that the tenant's identity provider gave
 */
@Embeddable
public record PersonKey(
    @Column(name = "workspace") String workspace, @Column(name = "user_id") String userId) {}
