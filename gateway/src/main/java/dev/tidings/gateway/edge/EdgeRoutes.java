package dev.tidings.gateway.edge;

import dev.tidings.gateway.upstream.service.ServicesConfig;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which service owns which path. */
@Singleton
final class EdgeRoutes {

  /** Sent by trackers on web pages and by sites' servers, which have no token. */
  private static final Set<String> PUBLIC =
      Set.of(
          "/api/analytics/pageview",
          "/api/analytics/event",
          "/api/analytics/hits",
          "/api/analytics/pixel.gif",
          "/api/event",
          "/api/send",
          "/api/batch",
          "/mp/collect",
          "/debug/mp/collect");

  /** Served by the gateway itself. */
  private static final Set<String> OWN =
      Set.of(
          "/api/live-sync",
          "/api/live-sync/stats",
          "/api/realtime/debug",
          "/api/realtime/revocations",
          "/api/realtime/stream",
          "/api/realtime/ticket",
          "/api/ws",
          "/realtime/stats");

  /** What the gateway serves itself below these. */
  private static final String OWN_STATISTICS = "/realtime/stats/workspace/";

  private record Route(String prefix, URI service) {}

  private final List<Route> routes;

  EdgeRoutes(ServicesConfig services) {
    URI notification = services.notification().url();
    URI presence = services.presence().url();
    URI analytics = services.analytics().url();
    this.routes =
        List.of(
            new Route("/api/chat", services.chat().url()),
            new Route("/api/notifications", notification),
            new Route("/api/activity", notification),
            new Route("/realtime/notifications", notification),
            new Route("/api/realtime", presence),
            new Route("/api/users/presence", presence),
            new Route("/realtime/presence", presence),
            new Route("/api/analytics", analytics),
            new Route("/api/event", analytics),
            new Route("/api/send", analytics),
            new Route("/api/batch", analytics),
            new Route("/mp/collect", analytics),
            new Route("/debug/mp/collect", analytics));
  }

  /** The service of a path; empty if none owns it. */
  Optional<URI> service(String path) {
    return routes.stream()
        .filter(route -> path.equals(route.prefix()) || path.startsWith(route.prefix() + "/"))
        .map(Route::service)
        .findFirst();
  }

  /** Whether the path is served without a token. */
  boolean isPublic(String path) {
    return PUBLIC.contains(path);
  }

  /** Whether the gateway serves the path itself. */
  boolean isOwn(String path) {
    return OWN.contains(path) || path.startsWith(OWN_STATISTICS);
  }
}
