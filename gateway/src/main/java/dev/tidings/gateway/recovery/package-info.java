/**
 * What a client missed while it was away: found, and given to it before the live events, or
 * honestly refused. Owns no table and no topic.
 */
package dev.tidings.gateway.recovery;
