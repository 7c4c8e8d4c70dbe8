/**
 * Hits of sites that carry Umami's script, as it is (R-A1).
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.umami;
