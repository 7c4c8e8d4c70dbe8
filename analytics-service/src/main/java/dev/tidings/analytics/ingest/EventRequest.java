package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something happened that the site has a name for.
 *
 * @param site the site's key
 * @param name the site's name for it
 * @param url the address of the page on which it happened
 * @param props what the site says about it, within the limits of {@link Props}; may be absent
 * @param revenue what it brought in; may be absent
 * @param interactive whether the visitor meant it, which is so if it is absent
 */
@RegisterForReflection
public record EventRequest(
    @NotBlank @Size(max = 64) @Schema(examples = "default") String site,
    @NotBlank @Size(max = 120) @Schema(examples = "signup") String name,
    @NotBlank
        @Size(max = 2048)
        @Schema(examples = "http://localhost:3000/pricing", description = "Absolute, http or https")
        String url,
    @Schema(
            type = SchemaType.OBJECT,
            implementation = Object.class,
            description =
                "At most 30 names of 100 characters on all levels, 3 levels, texts of 2,000"
                    + " characters")
        ObjectNode props,
    @Valid RevenueRequest revenue,
    @Schema(description = "false: it happened by itself and does not end a bounce")
        Boolean interactive) {}
