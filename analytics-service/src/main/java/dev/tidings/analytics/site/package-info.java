/**
 * The sites whose visitors are counted: their keys, workspaces and origins, from configuration.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.site;
