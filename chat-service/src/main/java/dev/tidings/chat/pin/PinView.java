package dev.tidings.chat.pin;

import dev.tidings.chat.message.MessageView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A pinned message. */
@RegisterForReflection
@Schema(name = "Pin")
public record PinView(MessageView message, String pinnedBy, Instant pinnedAt) {}
