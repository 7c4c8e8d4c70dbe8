package dev.tidings.notification.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event to try rules with, in the caller's workspace.
 *
 * @param topic the topic that it would be in; null for {@code events.ingress.v1}
 * @param type its type
 * @param channel the channel that it would be on; null for {@code workspace}
 * @param subject its subject; null for none
 * @param data what it says, an object
 * @param rules rules to try instead of those that apply, as they would be in a file; null for those
 *     that apply
 */
@RegisterForReflection
@Schema(name = "RuleDryRun")
public record DryRunRequest(
    @Schema(examples = "events.ingress.v1") String topic,
    @Schema(required = true, examples = "LEAD_ASSIGNED") String type,
    @Schema(examples = "lead:42") String channel,
    String subject,
    @Schema(required = true) JsonNode data,
    String rules) {}
