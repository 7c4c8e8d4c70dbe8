package dev.tidings.platform.problem;

import dev.tidings.platform.problem.Problem.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An expected error that ends a request. It carries no stack trace: it says what the client did,
 * not where we were.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemCode code;
  private final transient List<FieldError> errors;
  private final transient Duration retryAfter;

  /** An error of the code with what is wrong this time, in words fit for the client. */
  public ProblemException(ProblemCode code, String detail) {
    this(code, detail, List.of(), null);
  }

  private ProblemException(
      ProblemCode code, String detail, List<FieldError> errors, Duration retryAfter) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
  }

  /** A broken rule of one field; the pointer is a JSON Pointer or {@code ?name}. */
  public static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(
        CommonProblem.VALIDATION_FAILED, detail, List.of(new FieldError(pointer, detail)), null);
  }

  /** Broken rules of several fields. */
  public static ProblemException invalid(List<FieldError> errors) {
    return new ProblemException(
        CommonProblem.VALIDATION_FAILED, errors.getFirst().detail(), errors, null);
  }

  /** What the caller may not see and what doesn't exist look the same. */
  public static ProblemException notFound(String what) {
    return new ProblemException(CommonProblem.NOT_FOUND, "There is no such " + what + ".");
  }

  /** The same error, with the time after which another try may succeed. */
  public ProblemException retryAfter(Duration delay) {
    return new ProblemException(code, getMessage(), errors, delay);
  }

  public ProblemCode code() {
    return code;
  }

  public List<FieldError> errors() {
    return errors;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
