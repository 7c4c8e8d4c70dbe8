package dev.tidings.gateway.upstream.service;

import dev.tidings.gateway.telemetry.Tracing;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The connection pool to the services, and calls that block a virtual thread. */
@Singleton
public final class ServiceClient {

  private static final int MAX_WAITING = 10_000;

  private final Vertx vertx;
  private final HttpClient http;
  private final ServicesConfig config;
  private final ServiceOutages outages;
  private final Tracing tracing;

  ServiceClient(Vertx vertx, ServicesConfig config, ServiceOutages outages, Tracing tracing) {
    this.vertx = vertx;
    this.outages = outages;
    this.tracing = tracing;
    this.config = config;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
                .setMaxPoolSize(config.maxConnections())
                .setMaxWaitQueueSize(MAX_WAITING)
                .setKeepAliveTimeout(30)
                .setIdleTimeout(Math.toIntExact(config.idleTimeout().toSeconds()))
                .setDecompressionSupported(false));
  }

  /**
   * An answer, whatever its status.
   *
   * @param retryAfterMs what the header {@code Retry-After} says, if it is there in seconds; null
   *     otherwise
   */
  public record Answer(int status, byte[] body, Long retryAfterMs) {

    private static Answer of(HttpClientResponse response, Buffer body) {
      String seconds = response.getHeader("Retry-After");
      return new Answer(
          response.statusCode(),
          body.getBytes(),
          seconds != null && seconds.matches("[0-9]{1,6}") ? 1000 * Long.parseLong(seconds) : null);
    }
  }

  /** The text as one segment of a path. */
  public static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** The pool, for the edge's proxies. */
  public HttpClient http() {
    return http;
  }

  /**
   * Calls a service and waits; only on a virtual thread.
   *
   * @param authorization the header's value, or null for none
   * @param body JSON, or null for none
   * @throws ServiceUnavailableException if no answer comes in time
   */
  public Answer call(HttpMethod method, URI service, String path, String authorization, byte[] body)
      throws ServiceUnavailableException {
    var request =
        new RequestOptions()
            .setMethod(method)
            .setHost(service.getHost())
            .setPort(service.getPort())
            .setURI(path)
            .setTimeout(config.callTimeout().toMillis())
            .putHeader("Accept", "application/json");
    if (authorization != null) {
      request.putHeader("Authorization", authorization);
    }
    if (body != null) {
      request.putHeader("Content-Type", "application/json");
    }
    Span span = tracing.call(method.name(), service, path, request.getHeaders());
    try {
      Answer answer = await(exchange(request, body), service, path);
      Tracing.answered(span, answer.status());
      return answer;
    } catch (ServiceUnavailableException e) {
      Tracing.failed(span, e);
      throw e;
    }
  }

  /**
   * The whole exchange runs on one event loop. Composed from another thread, a fast answer could
   * have ended before anybody asked for its body, which then never came.
   */
  private Future<Answer> exchange(RequestOptions request, byte[] body) {
    Promise<Answer> answer = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            nothing ->
                http.request(request)
                    .compose(open -> body == null ? open.send() : open.send(Buffer.buffer(body)))
                    .compose(response -> response.body().map(bytes -> Answer.of(response, bytes)))
                    .onComplete(answer));
    return answer.future();
  }

  private Answer await(Future<Answer> answer, URI service, String path)
      throws ServiceUnavailableException {
    try {
      Answer answered =
          answer
              .toCompletionStage()
              .toCompletableFuture()
              .get(config.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
      outages.answered(service);
      return answered;
    } catch (ExecutionException e) {
      outages.failed(service, e.getCause());
      throw new ServiceUnavailableException("No answer from " + path, e.getCause());
    } catch (TimeoutException e) {
      outages.failed(service, e);
      throw new ServiceUnavailableException("No answer in time from " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceUnavailableException("Interrupted while waiting for " + path, e);
    }
  }

  @PreDestroy
  void close() {
    http.close();
  }
}
