/** Verifies clients' tokens where JAX-RS doesn't: sockets and the edge. No table, no topic. */
package dev.tidings.gateway.token;
