/** The only place that knows notification-service's paths. Owns no table and no topic. */
package dev.tidings.gateway.upstream.notification;
