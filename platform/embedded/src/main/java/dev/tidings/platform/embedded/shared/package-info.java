/**
 * One PostgreSQL and one Kafka broker for all test JVMs of a checkout: a process of its own that
 * lives as long as somebody holds a lease on it, and a little longer.
 *
 * <p>Owns the address file that test JVMs find the process by. Has no tables and no topics.
 */
package dev.tidings.platform.embedded.shared;
