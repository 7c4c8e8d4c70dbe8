/**
 * What operators see of the gateway from outside: the metrics' descriptions, and how long events
 * take from Kafka to clients. Each feature counts for itself; {@code docs/operations.md} lists all
 * names. Owns no table and no topic.
 */
package dev.tidings.gateway.telemetry;
