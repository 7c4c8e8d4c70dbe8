package dev.tidings.chat.membership;

import java.util.UUID;

/**
 * Said inside the service, in the transaction in which somebody ceased to be a member and while the
 * room's row is locked.
 */
public record MemberGone(UUID roomId, String userId) {}
