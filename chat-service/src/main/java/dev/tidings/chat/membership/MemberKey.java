package dev.tidings.chat.membership;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** Who in which room. */
@Embeddable
record MemberKey(@Column(name = "room_id") UUID roomId, @Column(name = "user_id") String userId) {}
