/**
 * How many different visitors there are, without keeping who they are: exactly while they are few,
 * estimated with known bounds beyond.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.distinct;
