package dev.tidings.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.Problem.FieldError;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into problem details; the only place that does. */
@Singleton
public final class ProblemMapper {

  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  private final EventIds ids;

  ProblemMapper(EventIds ids) {
    this.ids = ids;
  }

  @ServerExceptionMapper
  Response expected(ProblemException e) {
    Response.ResponseBuilder answer = answer(e.code(), e.getMessage(), e.errors());
    e.retryAfter()
        .ifPresent(
            delay ->
                answer.header(
                    HttpHeaders.RETRY_AFTER, Math.max(1, delay.plusMillis(999).toSeconds())));
    if (e.code().status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    return answer.build();
  }

  @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
  Response unauthenticated() {
    return answer(CommonProblem.UNAUTHENTICATED, "The bearer token is missing or not valid.")
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException e) {
    return answer(CommonProblem.FORBIDDEN, "The token's roles do not allow this.").build();
  }

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException e) {
    List<FieldError> errors =
        e.getConstraintViolations().stream()
            .map(violation -> new FieldError(pointer(violation), violation.getMessage()))
            .sorted(Comparator.comparing(FieldError::pointer))
            .toList();
    String detail =
        errors.stream()
            .map(error -> error.pointer() + " " + error.detail())
            .collect(Collectors.joining("; "));
    return answer(CommonProblem.VALIDATION_FAILED, detail, errors).build();
  }

  @ServerExceptionMapper
  Response unreadable(JsonProcessingException e) {
    return malformed(e);
  }

  @ServerExceptionMapper
  Response unreadable(MismatchedInputException e) {
    return malformed(e);
  }

  @ServerExceptionMapper
  Response framework(WebApplicationException e) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return malformed(json);
    }
    int status = e.getResponse().getStatus();
    if (status >= 500) {
      return unexpected(e);
    }
    CommonProblem problem = CommonProblem.ofStatus(status);
    Response.ResponseBuilder answer = answer(problem, problem.title() + ".");
    Object allow = e.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
    return allow == null ? answer.build() : answer.header(HttpHeaders.ALLOW, allow).build();
  }

  /**
   * The client went away while it was still sending: nobody's fault, and nobody reads the answer.
   */
  @ServerExceptionMapper
  Response broken(IOException e) {
    if (Stream.iterate((Throwable) e, Objects::nonNull, Throwable::getCause)
        .anyMatch(HttpClosedException.class::isInstance)) {
      LOG.debug("A request broke off", e);
      return answer(CommonProblem.BAD_REQUEST, "The request broke off.").build();
    }
    return unexpected(e);
  }

  @ServerExceptionMapper
  Response unexpected(Throwable e) {
    Problem problem =
        Problem.of(
            CommonProblem.INTERNAL,
            "The error is logged under this instance.",
            ids.next(),
            List.of());
    LOG.errorf(e, "Request failed, %s", problem.instance());
    return entity(problem).build();
  }

  private Response malformed(JsonProcessingException e) {
    String where =
        e instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(ref -> ref.getFieldName() == null ? "" + ref.getIndex() : ref.getFieldName())
                .collect(Collectors.joining("/", "/", ""))
            : "";
    return where.length() > 1
        ? answer(
                CommonProblem.MALFORMED_JSON,
                "The value at " + where + " is not of the type that is asked for.",
                List.of(new FieldError(where, "is not of the type that is asked for")))
            .build()
        : answer(CommonProblem.MALFORMED_JSON, "The body is not the JSON that is asked for.")
            .build();
  }

  /**
   * The violated path without the method and the parameter that hold the body: {@code
   * post.request.members[2].id} is {@code /members/2/id}; a violated parameter is {@code ?limit}.
   */
  private static String pointer(ConstraintViolation<?> violation) {
    var nodes = StreamSupport.stream(violation.getPropertyPath().spliterator(), false).toList();
    var pointer = new StringBuilder();
    String parameter = null;
    for (var node : nodes) {
      if (node.getKind() == ElementKind.METHOD) {
        continue;
      }
      if (node.getKind() == ElementKind.PARAMETER) {
        parameter = node.getName();
        continue;
      }
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      if (node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
        pointer.append('/').append(node.getName());
      }
    }
    return pointer.isEmpty() && parameter != null ? "?" + parameter : pointer.toString();
  }

  private Response.ResponseBuilder answer(ProblemCode code, String detail) {
    return answer(code, detail, List.of());
  }

  private Response.ResponseBuilder answer(
      ProblemCode code, String detail, List<FieldError> errors) {
    return entity(Problem.of(code, detail, ids.next(), errors));
  }

  private static Response.ResponseBuilder entity(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }
}
