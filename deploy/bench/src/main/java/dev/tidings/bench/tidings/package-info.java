/**
 * Tidings as a server under test: a whole system of its own, started by {@code ./tidings}, with its
 * own data directory and ports. The only place that knows its protocol, topics and endpoints.
 */
package dev.tidings.bench.tidings;
