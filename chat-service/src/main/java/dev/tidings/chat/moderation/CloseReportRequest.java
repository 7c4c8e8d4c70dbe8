package dev.tidings.chat.moderation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to make of a report.
 *
 * @param status {@code resolved} or {@code dismissed}
 * @param note why, at most 1,000 characters
 */
@RegisterForReflection
@Schema(name = "CloseReport")
public record CloseReportRequest(
    @NotNull
        @Pattern(regexp = "resolved|dismissed", message = "must be resolved or dismissed")
        @Schema(examples = "resolved")
        String status,
    @Schema(examples = "Deleted, and the sender was warned") String note) {}
