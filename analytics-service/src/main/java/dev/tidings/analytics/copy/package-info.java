/**
 * Rows as PostgreSQL takes them fastest.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.copy;
