/**
 * Tokens that were taken back before their time: topic {@code gateway.revocation.v1}, read and
 * written by gateways only. Owns no table.
 *
 * <p>Every replica reads the log from its beginning before it is ready, and keeps what still counts
 * in memory: {@link dev.tidings.gateway.revocation.Revocations}, asked on any thread. The log's
 * reader writes it, and then fires {@link dev.tidings.gateway.revocation.TokensRevoked} as a CDI
 * event, so that live connections end.
 */
package dev.tidings.gateway.revocation;
