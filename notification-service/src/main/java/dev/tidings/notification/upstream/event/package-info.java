/**
 * Events of any service, taken in for the rules that name them from the topics that the
 * configuration names. Which types and fields matter is what the rules say, nothing here.
 *
 * <p>Owns no table. Consumes the topics of {@code tidings.notification.rules.topics} in the group
 * {@code notification-service-rules}; what can't be handled goes to {@code
 * <topic>.notification-service.dlq}.
 */
package dev.tidings.notification.upstream.event;
