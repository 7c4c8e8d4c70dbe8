package dev.tidings.chat.message;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a message shall say from now on.
 *
 * @param message 1 to 10,000 characters between white space
 */
@RegisterForReflection
@Schema(name = "EditMessage")
public record EditRequest(@Schema(required = true, examples = "Hello Bob") String message) {}
