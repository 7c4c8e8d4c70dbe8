/**
 * One origin for clients: proxies {@code /api/**}, {@code /realtime/**} and the Measurement
 * Protocol's paths to the owning services, streaming both ways. Verifies the token first, except
 * for what trackers post without one; services verify it again. Some answers get the position to
 * subscribe from. Owns no table and no topic.
 */
package dev.tidings.gateway.edge;
