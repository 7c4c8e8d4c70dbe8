/**
 * {@code events.ingress.v1}, which this gateway owns and any internal service may write to: what is
 * let in, and where the rest goes ({@code events.ingress.v1.gateway.dlq}). Owns no table.
 *
 * <p>Every replica's fan-out skips what is not admitted, or not in its channel's partition; one
 * replica of the group, whoever has the partition, puts it aside with a reason, or moves it.
 */
package dev.tidings.gateway.upstream.ingress;
