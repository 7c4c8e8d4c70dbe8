package dev.tidings.gateway.upstream.presence;

import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.gateway.upstream.service.ServiceClient;
import dev.tidings.gateway.upstream.service.ServiceOutcome;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import dev.tidings.gateway.upstream.service.ServicesConfig;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.List;

/** Calls presence-service with a client's own token; blocks, so only on virtual threads. */
@Singleton
public final class PresenceClient {

  private static final String NAME = "presence-service";

  private final ServiceClient services;
  private final URI presence;

  PresenceClient(ServiceClient services, ServicesConfig config) {
    this.services = services;
    this.presence = config.presence().url();
  }

  /** The presence of the users, as the token's user may see it: {@code items}. */
  public ServiceOutcome lookUp(VerifiedToken token, Collection<String> userIds)
      throws ServiceUnavailableException {
    return ServiceOutcome.of(
        NAME,
        services.call(
            HttpMethod.POST,
            presence,
            "/api/users/presence/lookup",
            token.authorization(),
            Json.bytes(new LookUp(List.copyOf(userIds)))));
  }

  /** The request's body. */
  @RegisterForReflection
  record LookUp(List<String> userIds) {}
}
