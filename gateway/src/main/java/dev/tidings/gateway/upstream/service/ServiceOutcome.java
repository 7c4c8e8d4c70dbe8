package dev.tidings.gateway.upstream.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.upstream.service.ServiceClient.Answer;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;

/** What became of something that a service was asked to do. */
public sealed interface ServiceOutcome {

  /**
   * The service did it.
   *
   * @param body what it answered; null for nothing
   */
  record Done(JsonNode body) implements ServiceOutcome {}

  /**
   * The service refused with a problem.
   *
   * @param retryAfterMs when another try may succeed, if it said so; null otherwise
   */
  record Refused(String code, String title, String detail, boolean retryable, Long retryAfterMs)
      implements ServiceOutcome {}

  /** The part of problem details that is passed on. */
  @RegisterForReflection
  record ProblemBody(String code, String title, String detail) {}

  /**
   * Reads an answer.
   *
   * @throws ServiceUnavailableException if it is neither a success nor a problem
   */
  static ServiceOutcome of(String service, Answer answer) throws ServiceUnavailableException {
    try {
      if (answer.status() >= 200 && answer.status() < 300) {
        JsonNode body = Json.mapper().readTree(answer.body());
        return new Done(body == null || body.isMissingNode() ? null : body);
      }
      ProblemBody problem = Json.mapper().readValue(answer.body(), ProblemBody.class);
      if (problem == null || problem.code() == null || problem.title() == null) {
        throw ServiceUnavailableException.unexpected(service, answer.status(), null);
      }
      return new Refused(
          problem.code(),
          problem.title(),
          problem.detail() == null ? problem.title() : problem.detail(),
          answer.status() == 429 || answer.status() >= 500,
          answer.retryAfterMs());
    } catch (IOException e) {
      throw ServiceUnavailableException.unexpected(service, answer.status(), e);
    }
  }
}
