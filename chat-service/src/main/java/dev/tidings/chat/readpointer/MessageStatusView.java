package dev.tidings.chat.readpointer;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a message has come.
 *
 * @param memberCount the members other than its sender
 * @param deliveredCount how many of them have got it
 * @param readCount how many of them have read it, and not in private
 */
@RegisterForReflection
@Schema(name = "MessageStatus")
public record MessageStatusView(
    UUID messageId, DeliveryStatus status, int memberCount, int deliveredCount, int readCount) {}
