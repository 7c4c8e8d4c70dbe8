/**
 * How much one person may ask for. Kept in memory, by each replica for itself. Owns no table and no
 * topic.
 */
package dev.tidings.presence.limits;
