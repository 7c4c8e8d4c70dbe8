package dev.tidings.notification.delivery;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How many deliveries are tried again.
 *
 * @param replayed their number
 */
@RegisterForReflection
@Schema(name = "Replay")
public record ReplayView(int replayed) {}
