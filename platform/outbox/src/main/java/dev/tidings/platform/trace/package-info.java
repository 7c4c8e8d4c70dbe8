/**
 * Traces across Kafka: an event carries the trace of the work that caused it, and its handling goes
 * on with it. Owns no table and no topic.
 */
package dev.tidings.platform.trace;
