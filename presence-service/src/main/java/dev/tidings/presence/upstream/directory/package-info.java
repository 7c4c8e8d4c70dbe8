/**
 * Who is whose contact, taken in from {@code directory.contact.v1}, to which the host's own
 * services publish; what they are to say is in this service's {@code contract/}. The only place
 * that names the topic, its types and fields.
 *
 * <p>Owns no table. Consumes in the group {@code presence-service-directory}; what can't be handled
 * goes to {@code directory.contact.v1.presence-service.dlq}.
 */
package dev.tidings.presence.upstream.directory;
