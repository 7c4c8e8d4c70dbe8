/**
 * A real PostgreSQL and a real Kafka broker as processes of this machine, for the local stack and
 * for tests: nothing but a JDK is needed. They listen on loopback only and keep their data in a
 * directory of the caller's choice.
 *
 * <p>Owns the layout of those directories and the processes' command lines. Has no tables and no
 * topics.
 */
package dev.tidings.platform.embedded;
