package dev.tidings.notification.webpush;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What browsers subscribe with.
 *
 * @param publicKey the {@code applicationServerKey}, in Base64url
 */
@RegisterForReflection
@Schema(name = "PushKey")
public record PushKeyView(String publicKey) {}
