/** What the gateway asks of presence-service, in its clients' names. */
package dev.tidings.gateway.upstream.presence;
