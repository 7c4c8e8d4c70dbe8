/** A plain Kafka client for tests, independent of the code under test. */
package dev.tidings.platform.testkit.kafka;
