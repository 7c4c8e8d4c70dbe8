package dev.tidings.chat.membership;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/** That somebody is a member of a room, and as what. */
@RegisterForReflection
public record MembershipView(UUID roomId, String userId, Role role) {}
