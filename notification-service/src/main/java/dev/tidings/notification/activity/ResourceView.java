package dev.tidings.notification.activity;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an activity is about.
 *
 * @param type what kind of thing, such as {@code task}
 * @param id which
 */
@RegisterForReflection
@Schema(name = "ActivityResource")
public record ResourceView(
    @Schema(required = true, examples = "task") String type,
    @Schema(required = true, examples = "t-17") String id) {}
