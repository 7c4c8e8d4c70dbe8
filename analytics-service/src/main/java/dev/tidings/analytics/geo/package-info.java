/**
 * Where visitors are, by a database file in MaxMind's format. An address comes in, a place goes
 * out, and the address is forgotten.
 *
 * <p>Owns no table and no topic.
 */
package dev.tidings.analytics.geo;
