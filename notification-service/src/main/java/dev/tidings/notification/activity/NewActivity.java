package dev.tidings.notification.activity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An activity to be made.
 *
 * @param workspace the tenant
 * @param circle who may see it
 * @param type what kind it is, such as {@code task_completed}
 * @param actorId the id of the person who did it; null for nobody
 * @param title one line
 * @param body some text; may be empty
 * @param link where it leads; null for nowhere
 * @param resource what it is about; null for nothing
 * @param data whatever the type's clients need
 * @param happenedAt when it happened
 * @param sourceKey names what caused it, once per workspace; null if it may repeat
 */
public record NewActivity(
    String workspace,
    Circle circle,
    String type,
    String actorId,
    String title,
    String body,
    String link,
    ResourceView resource,
    JsonNode data,
    Instant happenedAt,
    String sourceKey) {}
