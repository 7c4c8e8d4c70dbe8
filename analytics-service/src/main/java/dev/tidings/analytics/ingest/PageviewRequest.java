package dev.tidings.analytics.ingest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page was opened.
 *
 * @param site the site's key
 * @param pageUrl the page's address
 * @param pageTitle its title; may be absent
 * @param referrer where the visitor came from, {@code document.referrer}; may be absent or empty
 */
@RegisterForReflection
public record PageviewRequest(
    @NotBlank @Size(max = 64) @Schema(examples = "default") String site,
    @NotBlank
        @Size(max = 2048)
        @Schema(examples = "http://localhost:3000/pricing", description = "Absolute, http or https")
        String pageUrl,
    @Size(max = 500) @Schema(examples = "Pricing") String pageTitle,
    @Size(max = 2048) @Schema(examples = "https://www.example.org/") String referrer) {}
