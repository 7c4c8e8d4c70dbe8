package dev.tidings.chat.limits;

import dev.tidings.platform.identity.Identity;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Counts every request of a person that changes something, but for sends, which are counted by what
 * they cost.
 */
@Singleton
final class ChangeLimitFilter {

  private static final Set<String> CHANGES = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final String SENDS = "/api/chat/messages";

  private final ChangeLimits limits;
  private final SecurityIdentity security;
  private final Identity identity;

  ChangeLimitFilter(ChangeLimits limits, SecurityIdentity security, Identity identity) {
    this.limits = limits;
    this.security = security;
    this.identity = identity;
  }

  @ServerRequestFilter
  void admit(ContainerRequestContext request) {
    String path = request.getUriInfo().getPath();
    if (CHANGES.contains(request.getMethod())
        && path.startsWith("/api/")
        && !path.equals(SENDS)
        && !security.isAnonymous()) {
      limits.admit(identity.currentUser());
    }
  }
}
