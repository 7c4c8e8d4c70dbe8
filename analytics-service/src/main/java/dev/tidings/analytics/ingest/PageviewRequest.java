package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page was opened.
 *
 * @param site the site's key
 * @param pageUrl the page's address
 * @param pageTitle its title; may be absent
 * @param referrer where the visitor came from, {@code document.referrer}; may be absent or empty
 * @param props what the site says about it, within the limits of {@link Props}; may be absent
 */
@RegisterForReflection
public record PageviewRequest(
    @NotBlank @Size(max = 64) @Schema(examples = "default") String site,
    @NotBlank
        @Size(max = 2048)
        @Schema(examples = "http://localhost:3000/pricing", description = "Absolute, http or https")
        String pageUrl,
    @Size(max = 500) @Schema(examples = "Pricing") String pageTitle,
    @Size(max = 2048) @Schema(examples = "https://www.example.org/") String referrer,
    @Schema(
            type = SchemaType.OBJECT,
            implementation = Object.class,
            description =
                "At most 30 names of 100 characters on all levels, 3 levels, texts of 2,000"
                    + " characters")
        ObjectNode props) {}
