package dev.tidings.gateway.tracker;

import io.quarkiverse.web.bundler.runtime.Bundle;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * {@code /t.js}: the bundled tracker under a name that never changes, because sites write it into
 * their pages. So that a new version arrives within a day, it may not be kept longer.
 */
@Singleton
final class TrackerRoute {

  private static final String PATH = "/t.js";
  private static final String BUNDLE = "tracker";

  /** Says that the bundle was asked for by its name that never changes. */
  private static final String SHORT_LIVED = TrackerRoute.class.getName();

  private final String script;

  TrackerRoute(Bundle bundle) {
    this.script = bundle.script(BUNDLE);
  }

  void register(@Observes Router router) {
    router.route(PATH).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
    router.route(script).order(Integer.MIN_VALUE).handler(this::label);
  }

  private void serve(RoutingContext ctx) {
    ctx.put(SHORT_LIVED, true).reroute(script);
  }

  /** Where the bundle really stands, its name changes with its content and it is kept for ever. */
  private void label(RoutingContext ctx) {
    if (ctx.get(SHORT_LIVED) != null) {
      HttpServerResponse response = ctx.response();
      ctx.addHeadersEndHandler(
          _ ->
              response
                  .putHeader("Cache-Control", "public, max-age=86400")
                  .putHeader("Cross-Origin-Resource-Policy", "cross-origin"));
    }
    ctx.next();
  }
}
