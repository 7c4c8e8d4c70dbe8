/**
 * A whole company that comes in at once, loses its gateway, and then goes about its day: what
 * presence costs where everybody may see everybody.
 */
package dev.tidings.bench.presence;
