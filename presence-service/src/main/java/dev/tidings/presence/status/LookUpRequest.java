package dev.tidings.presence.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whose presence is asked for. */
@RegisterForReflection
@Schema(name = "LookUpPresence")
public record LookUpRequest(
    @NotEmpty
        @Size(max = 200, message = "must name at most 200 users")
        @Schema(examples = "[\"alice\", \"bob\"]")
        List<@NotBlank @Size(max = 200) String> userIds) {}
