/** Problem details for routes below JAX-RS. Owns no table and no topic. */
package dev.tidings.gateway.http;
