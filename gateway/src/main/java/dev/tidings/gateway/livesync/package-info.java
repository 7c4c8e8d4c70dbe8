/**
 * {@code /api/live-sync}: what internal services publish over HTTP instead of writing to Kafka.
 * Everything goes to {@code events.ingress.v1}, as if they had written it there. Owns no table and
 * no topic.
 */
package dev.tidings.gateway.livesync;
