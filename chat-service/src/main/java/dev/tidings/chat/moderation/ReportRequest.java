package dev.tidings.chat.moderation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is wrong with a message.
 *
 * @param reason {@code spam}, {@code abuse}, {@code harassment}, {@code illegal} or {@code other}
 * @param note in one's own words, at most 1,000 characters
 * @param version which version of the message was seen; null for the present one
 */
@RegisterForReflection
@Schema(name = "ReportMessage")
public record ReportRequest(
    @NotNull
        @Pattern(
            regexp = "spam|abuse|harassment|illegal|other",
            message = "must be spam, abuse, harassment, illegal or other")
        @Schema(examples = "spam")
        String reason,
    @Schema(examples = "The third time today") String note,
    @Schema(examples = "1") Integer version) {}
