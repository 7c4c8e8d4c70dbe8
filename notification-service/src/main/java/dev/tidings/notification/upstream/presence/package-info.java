/**
 * Who is at a device, taken in from {@code presence.status.v1}. The only place that names
 * presence-service's topic, types and fields.
 *
 * <p>Owns no table. Consumes {@code presence.status.v1} in the group {@code
 * notification-service-presence}; what can't be handled goes to {@code
 * presence.status.v1.notification-service.dlq}.
 */
package dev.tidings.notification.upstream.presence;
