package dev.tidings.notification.feed;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was deleted.
 *
 * @param deleted how many
 * @param more whether there may be more, so that the request is to be repeated
 */
@RegisterForReflection
@Schema(name = "DeletedNotifications")
public record DeletedView(@Schema(examples = "7") int deleted, boolean more) {}
