package dev.tidings.chat.reaction;

import dev.tidings.chat.directory.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Somebody who reacted with an emoji. */
@RegisterForReflection
@Schema(name = "Reactor")
public record ReactorView(String userId, Instant reactedAt, Person user) {}
