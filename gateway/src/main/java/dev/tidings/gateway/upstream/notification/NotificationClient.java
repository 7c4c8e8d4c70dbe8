package dev.tidings.gateway.upstream.notification;

import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.gateway.upstream.service.ServiceClient;
import dev.tidings.gateway.upstream.service.ServiceOutcome;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import dev.tidings.gateway.upstream.service.ServicesConfig;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;

/** Calls notification-service with a client's own token; blocks, so only on virtual threads. */
@Singleton
public final class NotificationClient {

  private static final String NAME = "notification-service";

  private final ServiceClient services;
  private final URI notification;

  NotificationClient(ServiceClient services, ServicesConfig config) {
    this.services = services;
    this.notification = config.notification().url();
  }

  /** Marks one of the token's user's notifications as read. */
  public ServiceOutcome read(VerifiedToken token, String notificationId)
      throws ServiceUnavailableException {
    return post(token, "/api/notifications/" + ServiceClient.segment(notificationId) + "/read");
  }

  /** Marks all of the token's user's notifications as read. */
  public ServiceOutcome readAll(VerifiedToken token) throws ServiceUnavailableException {
    return post(token, "/api/notifications/mark-all-read");
  }

  private ServiceOutcome post(VerifiedToken token, String path) throws ServiceUnavailableException {
    return ServiceOutcome.of(
        NAME, services.call(HttpMethod.POST, notification, path, token.authorization(), null));
  }
}
