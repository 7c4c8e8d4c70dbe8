package dev.tidings.gateway.edge;

import dev.tidings.gateway.http.ProblemWriter;
import dev.tidings.gateway.telemetry.Tracing;
import dev.tidings.gateway.upstream.service.ServiceClient;
import dev.tidings.gateway.upstream.service.ServiceOutages;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.Problem;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
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
  private static final int OK = 200;

  /** Longer answers get no position; a page of 200 messages is rarely as long. */
  private static final int MAX_SPLICED_BYTES = 1 << 20;

  private final ServiceClient services;
  private final ServiceOutages outages;
  private final ForwardingHeaders forwarding;
  private final ProblemWriter problems;
  private final AnswerPositions positions;
  private final Tracing tracing;
  private final PositionSplice splice = new PositionSplice();

  /** The plans of requests that are being handed to their proxy, which asks for them at once. */
  private final Map<HttpServerRequest, AnswerPositions.Plan> plans = new ConcurrentHashMap<>();

  private final Map<URI, HttpProxy> proxies = new ConcurrentHashMap<>();

  ServiceProxy(
      ServiceClient services,
      ServiceOutages outages,
      ForwardingHeaders forwarding,
      ProblemWriter problems,
      AnswerPositions positions,
      Tracing tracing) {
    this.services = services;
    this.outages = outages;
    this.forwarding = forwarding;
    this.problems = problems;
    this.positions = positions;
    this.tracing = tracing;
  }

  void forward(HttpServerRequest request, URI service) {
    proxies.computeIfAbsent(service, this::proxy).handle(request);
  }

  /** Forwards what a user asks for; the answer may get positions. */
  void forward(HttpServerRequest request, URI service, CurrentUser user) {
    AnswerPositions.Plan plan = positions.plan(request, user);
    if (plan == null) {
      forward(request, service);
      return;
    }
    plans.put(request, plan);
    try {
      forward(request, service);
    } finally {
      plans.remove(request);
    }
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
    Span span =
        tracing.call(request.method().name(), service, request.path(), context.request().headers());
    AnswerPositions.Plan plan = plans.get(request);
    if (plan != null) {
      context.request().headers().set("Accept-Encoding", "identity");
    }
    return context
        .sendRequest()
        .onSuccess(response -> Tracing.answered(span, response.getStatusCode()))
        .onFailure(failure -> Tracing.failed(span, failure))
        .compose(response -> withPositions(response, plan))
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

  private Future<ProxyResponse> withPositions(ProxyResponse response, AnswerPositions.Plan plan) {
    String type = response.headers().get("Content-Type");
    Body body = response.getBody();
    if (plan == null
        || response.getStatusCode() != OK
        || type == null
        || !type.startsWith("application/json")
        || response.headers().contains("Content-Encoding")
        || body == null
        || body.length() > MAX_SPLICED_BYTES) {
      return Future.succeededFuture(response);
    }
    return AnswerBody.read(body.stream(), MAX_SPLICED_BYTES)
        .map(
            read ->
                response.setBody(
                    switch (read) {
                      case AnswerBody.Read.Whole(Buffer whole) ->
                          Body.body(Buffer.buffer(splice.apply(plan, whole.getBytes())));
                      case AnswerBody.Read.Longer(ReadStream<Buffer> longer) ->
                          Body.body(longer, body.length());
                    }));
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
