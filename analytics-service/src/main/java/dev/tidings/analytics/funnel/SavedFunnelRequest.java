package dev.tidings.analytics.funnel;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A funnel that is to be.
 *
 * @param site the site's key
 * @param name what people call it
 * @param steps 2 to 10 of {@code page:<path>} or {@code event:<name>}, with {@code *} for any text
 * @param window how long from the first step on, ISO 8601; 24 hours if it is absent
 */
@RegisterForReflection
public record SavedFunnelRequest(
    @NotBlank @Size(max = 64) @Schema(examples = "default") String site,
    @NotBlank @Size(max = 120) @Pattern(regexp = "[^\\x00]*") @Schema(examples = "Checkout")
        String name,
    @NotNull List<@NotNull String> steps,
    @Schema(examples = "PT1H") String window) {}
