/**
 * The load generator behind {@code ./tidings bench}. It starts a system of its own, drives it and
 * others from outside, over sockets and Kafka, and reports what it measured. It shares no code with
 * the system.
 */
package dev.tidings.bench;
