package dev.tidings.notification.email;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A mail as its readers would get it.
 *
 * @param subject its subject
 * @param text the part for those who don't read HTML
 * @param html the part for those who do
 */
@RegisterForReflection
@Schema(name = "MailPreview")
public record MailPreviewView(
    @Schema(examples = "A task is yours") String subject, String text, String html) {}
