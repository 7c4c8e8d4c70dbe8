/**
 * One origin for clients: proxies {@code /api/**} and {@code /realtime/**} to the owning services,
 * streaming both ways. Verifies the token first, except for what trackers post without one;
 * services verify it again. Some answers get the position to subscribe from. Owns no table and no
 * topic.
 */
package dev.tidings.gateway.edge;
