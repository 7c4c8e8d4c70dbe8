package dev.tidings.chat.membership;

import dev.tidings.chat.directory.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.UUID;

/** A member of a room, with what is known of the person. */
@RegisterForReflection
public record MemberView(UUID roomId, String userId, Role role, Instant joinedAt, Person user) {}
