/**
 * Hits of sites that carry Plausible's script, as it is (R-A1).
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.plausible;
