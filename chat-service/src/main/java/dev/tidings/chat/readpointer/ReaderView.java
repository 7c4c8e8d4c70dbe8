package dev.tidings.chat.readpointer;

import dev.tidings.chat.directory.Person;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member who has read a message.
 *
 * @param lastReadAt when the pointer last moved, which may have been for a later message
 */
@RegisterForReflection
@Schema(name = "Reader")
public record ReaderView(String userId, long lastReadSeq, Instant lastReadAt, Person user) {}
