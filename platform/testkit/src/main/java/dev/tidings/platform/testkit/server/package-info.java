/**
 * A real PostgreSQL and a real Kafka broker for tests: one of each for all test JVMs of a checkout,
 * a database of its own for each start of an application under test. Owns no tables and no topics.
 */
package dev.tidings.platform.testkit.server;
