package dev.tidings.notification.contact;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a person is reached; what is missing is forgotten.
 *
 * @param email an e-mail address
 * @param phone a number in E.164 form
 */
@RegisterForReflection
@Schema(name = "Contact")
public record ContactRequest(
    @Schema(examples = "bob@example.com") String email,
    @Schema(examples = "+4930123456") String phone) {}
