package dev.tidings.analytics.goal;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A goal that is to be.
 *
 * @param site the site's key
 * @param name what people call it
 * @param kind {@code page} or {@code event}
 * @param pattern the page's path or the event's name, with {@code *} for any text
 */
@RegisterForReflection
public record GoalRequest(
    @NotBlank @Size(max = 64) @Schema(examples = "default") String site,
    @NotBlank @Size(max = 120) @Pattern(regexp = "[^\\x00]*") @Schema(examples = "Sign-ups")
        String name,
    @NotNull @Pattern(regexp = "page|event") @Schema(examples = "event") String kind,
    @NotBlank @Size(max = 2048) @Pattern(regexp = "[^\\x00]*") @Schema(examples = "signup")
        String pattern) {}
