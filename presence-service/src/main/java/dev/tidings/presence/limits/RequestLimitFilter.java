package dev.tidings.presence.limits;

import dev.tidings.platform.identity.Identity;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Counts every request that somebody makes in their own name. */
@Singleton
final class RequestLimitFilter {

  private final RequestLimits limits;
  private final SecurityIdentity security;
  private final Identity identity;

  RequestLimitFilter(RequestLimits limits, SecurityIdentity security, Identity identity) {
    this.limits = limits;
    this.security = security;
    this.identity = identity;
  }

  @ServerRequestFilter
  void admit(ContainerRequestContext request) {
    if (!security.isAnonymous()) {
      limits.admit(identity.currentUser());
    }
  }
}
