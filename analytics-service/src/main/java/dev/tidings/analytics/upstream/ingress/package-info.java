/**
 * What other services publish on {@code events.ingress.v1}: of it only what dashboards show.
 *
 * <p>Owns no table. Consumes {@code events.ingress.v1}; what cannot be kept goes to {@code
 * events.ingress.v1.analytics-service.dlq}.
 */
package dev.tidings.analytics.upstream.ingress;
