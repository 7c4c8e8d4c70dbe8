/**
 * The launcher behind {@code ./tidings}: PostgreSQL, Kafka, the four services and the gateway as
 * processes of one machine, started in order, supervised, and ended with it. It shares no code with
 * the services.
 *
 * <p>Owns the data directory {@code .tidings} and the database's roles and schemas in the local
 * stack.
 */
package dev.tidings.local;
