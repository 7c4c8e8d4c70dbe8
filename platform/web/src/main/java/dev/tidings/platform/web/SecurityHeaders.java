package dev.tidings.platform.web;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Headers of every API answer: it is data for one caller, never a page, so browsers are told not to
 * cache, sniff, frame or run it. An endpoint that set a header itself keeps it.
 *
 * @see <a href="https://owasp.org/www-project-secure-headers/">OWASP Secure Headers Project</a>
 */
public final class SecurityHeaders {

  @ServerResponseFilter
  void add(ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    headers.putIfAbsent("Cache-Control", List.of("no-store"));
    headers.putIfAbsent("X-Content-Type-Options", List.of("nosniff"));
    headers.putIfAbsent("Referrer-Policy", List.of("no-referrer"));
    headers.putIfAbsent(
        "Content-Security-Policy", List.of("default-src 'none'; frame-ancestors 'none'"));
  }
}
