package dev.tidings.gateway.upstream.presence;

import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.gateway.upstream.service.JointCalls;
import dev.tidings.gateway.upstream.service.ServiceClient;
import dev.tidings.gateway.upstream.service.ServiceUnavailableException;
import dev.tidings.gateway.upstream.service.ServicesConfig;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;

/**
 * Asks presence-service with clients' own tokens, many clients at once; blocks, so only on virtual
 * threads.
 */
@Singleton
public final class PresenceClient {

  private static final String NAME = "presence-service";
  private static final int OK = 200;

  /** People asked for in one call, by however many clients. */
  private static final int MOST_PEOPLE = 2_000;

  private final ServiceClient services;
  private final URI presence;
  private final JointCalls<Question, PresenceAnswer> calls;

  PresenceClient(ServiceClient services, ServicesConfig config) {
    this.services = services;
    this.presence = config.presence().url();
    this.calls =
        new JointCalls<>(
            "presence-lookup", MOST_PEOPLE, question -> question.userIds().size(), this::ask);
  }

  /** The presence of the users, as the token's user may see it. */
  public PresenceAnswer lookUp(VerifiedToken token, Collection<String> userIds)
      throws ServiceUnavailableException {
    return calls.ask(new Question(token.raw(), List.copyOf(userIds)));
  }

  private List<PresenceAnswer> ask(List<Question> questions) throws ServiceUnavailableException {
    ServiceClient.Answer answer =
        services.call(
            HttpMethod.POST,
            presence,
            "/internal/presence",
            null,
            Json.bytes(new Questions(questions)));
    if (answer.status() != OK) {
      throw ServiceUnavailableException.unexpected(NAME, answer.status(), null);
    }
    try {
      List<PresenceAnswer> answers = PresenceAnswers.read(answer.body());
      if (answers.size() != questions.size()) {
        throw ServiceUnavailableException.unexpected(NAME, answer.status(), null);
      }
      return answers;
    } catch (IOException e) {
      throw ServiceUnavailableException.unexpected(NAME, answer.status(), e);
    }
  }

  /** The request's body. */
  @RegisterForReflection
  record Questions(List<Question> questions) {}

  /** One client's. */
  @RegisterForReflection
  record Question(String token, List<String> userIds) {

    @Override
    public String toString() {
      return "Question" + userIds;
    }
  }
}
