package dev.tidings.gateway.http;

import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.Problem;
import dev.tidings.platform.problem.ProblemCode;
import dev.tidings.platform.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.inject.Singleton;
import java.util.List;

/** Ends a response with a problem, with the headers that JAX-RS resources get by a filter. */
@Singleton
public final class ProblemWriter {

  private static final int UNAUTHORIZED = 401;

  private final EventIds ids;

  ProblemWriter(EventIds ids) {
    this.ids = ids;
  }

  /** The problem as a body. */
  public Buffer body(ProblemCode code, String detail) {
    return Buffer.buffer(Json.bytes(Problem.of(code, detail, ids.next(), List.of())));
  }

  /** Ends the response, unless it has begun already. */
  public void end(HttpServerResponse response, ProblemCode code, String detail) {
    end(response, new ProblemException(code, detail));
  }

  /** Ends the response, unless it has begun already. */
  public void end(HttpServerResponse response, ProblemException problem) {
    if (response.headWritten() || response.closed()) {
      return;
    }
    ProblemCode code = problem.code();
    response
        .setStatusCode(code.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff");
    if (code.status() == UNAUTHORIZED) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    problem
        .retryAfter()
        .ifPresent(
            delay ->
                response.putHeader(
                    "Retry-After", String.valueOf(Math.max(1, delay.plusMillis(999).toSeconds()))));
    response.end(
        Buffer.buffer(
            Json.bytes(Problem.of(code, problem.getMessage(), ids.next(), problem.errors()))));
  }
}
