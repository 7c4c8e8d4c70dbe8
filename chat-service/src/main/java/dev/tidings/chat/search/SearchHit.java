package dev.tidings.chat.search;

import dev.tidings.chat.message.MessageView;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message that was found.
 *
 * @param message the message
 * @param excerpt the part of its text around the first match, as safe HTML: text with {@code
 *     <mark>} around what matched
 */
@RegisterForReflection
@Schema(name = "SearchHit")
public record SearchHit(MessageView message, String excerpt) {}
