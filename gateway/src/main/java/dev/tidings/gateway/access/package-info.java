/**
 * Who may subscribe to what: one rule per channel namespace, from configuration. A namespace that
 * is not configured is refused to everybody. Owns no table and no topic.
 */
package dev.tidings.gateway.access;
