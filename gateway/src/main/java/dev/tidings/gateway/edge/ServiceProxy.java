package dev.tidings.gateway.edge;

import dev.tidings.gateway.http.ProblemWriter;
import dev.tidings.gateway.upstream.service.ServiceClient;
import dev.tidings.gateway.upstream.service.ServiceOutages;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyOptions;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards requests to services, bodies streamed; a service that is away is a 503. */
@Singleton
final class ServiceProxy {

  private static final String RETRY_AFTER_SECONDS = "2";

  private final ServiceClient services;
  private final ServiceOutages outages;
  private final ForwardingHeaders forwarding;
  private final ProblemWriter problems;
  private final Map<URI, HttpProxy> proxies = new ConcurrentHashMap<>();

  ServiceProxy(
      ServiceClient services,
      ServiceOutages outages,
      ForwardingHeaders forwarding,
      ProblemWriter problems) {
    this.services = services;
    this.outages = outages;
    this.forwarding = forwarding;
    this.problems = problems;
  }

  void forward(HttpServerRequest request, URI service) {
    proxies.computeIfAbsent(service, this::proxy).handle(request);
  }

  private HttpProxy proxy(URI service) {
    return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), services.http())
        .origin(service.getPort(), service.getHost())
        .addInterceptor(
            new ProxyInterceptor() {
              @Override
              public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
                return send(context, service);
              }
            });
  }

  private Future<ProxyResponse> send(ProxyContext context, URI service) {
    HttpServerRequest request = context.request().proxiedRequest();
    String requestId = forwarding.requestId(request);
    forwarding.apply(context.request().headers(), request, requestId);
    return context
        .sendRequest()
        .map(
            response -> {
              outages.answered(service);
              hideOrigin(response, service);
              return response.putHeader(ForwardingHeaders.REQUEST_ID, requestId);
            })
        .recover(
            failure -> {
              outages.failed(service, failure);
              return Future.succeededFuture(unavailable(context, requestId));
            });
  }

  /**
   * A service names its own address in {@code Location}, of which clients know nothing: what is
   * left is the path, which is the same here.
   */
  private static void hideOrigin(ProxyResponse response, URI service) {
    String location = response.headers().get("Location");
    String origin = service.getScheme() + "://" + service.getAuthority() + "/";
    if (location != null && location.startsWith(origin)) {
      response.putHeader("Location", location.substring(origin.length() - 1));
    }
  }

  private ProxyResponse unavailable(ProxyContext context, String requestId) {
    Buffer body =
        problems.body(CommonProblem.UNAVAILABLE, "The service behind this does not answer.");
    return context
        .request()
        .release()
        .response()
        .setStatusCode(CommonProblem.UNAVAILABLE.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Retry-After", RETRY_AFTER_SECONDS)
        .putHeader(ForwardingHeaders.REQUEST_ID, requestId)
        .setBody(Body.body(body));
  }
}
