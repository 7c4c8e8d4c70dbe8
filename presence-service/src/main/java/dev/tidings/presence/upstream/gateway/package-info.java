/**
 * What the gateways say of their connections, taken in from {@code gateway.connection.v1}. The only
 * place that names the gateway's topic, types and fields.
 *
 * <p>Owns no table. Consumes {@code gateway.connection.v1} in the group {@code presence-service};
 * what can't be handled goes to {@code gateway.connection.v1.presence-service.dlq}.
 *
 * <p><b>Why a lag or a restart makes nobody flicker.</b> A lease must not lapse because this
 * service was slow to hear of its renewals. Therefore silence is not measured by the wall clock but
 * over {@linkplain dev.tidings.presence.connection.ListenedSpan the time listened to}: every second
 * the replica that consumes a partition asks Kafka for the partition's end and notes the time; once
 * everything before that end has been handled, the partition is listened to up to that time. While
 * the consumer is behind, stopped or cut off from Kafka, that time stands still and no lease
 * lapses; when it moves on after a gap, the span begins anew, so that every gateway has a whole
 * lease to make itself heard. A dead gateway's lease then lapses one lease after the service has
 * caught up. No gateway's clock takes part.
 */
package dev.tidings.presence.upstream.gateway;
