package dev.tidings.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The body of an error answer, {@code application/problem+json}.
 *
 * @param type {@code urn:tidings:problem:<code>}
 * @param title the code's meaning, always the same for a code
 * @param status the HTTP status
 * @param detail what is wrong this time, for a person
 * @param instance {@code urn:uuid:…} of this occurrence; server errors are logged with it
 * @param code the stable name to switch on
 * @param errors what each field has wrong, for validation; absent otherwise
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457#name-members-of-a-problem-detail">RFC 9457
 *     §3.1 </a>
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    List<FieldError> errors) {

  /** The media type of problem details. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One broken rule.
   *
   * @param pointer a JSON Pointer into the body (RFC 6901), or {@code ?name} for a query parameter
   * @param detail what is wrong there
   */
  @RegisterForReflection
  public record FieldError(String pointer, String detail) {}

  /** A problem of the code, with an id of its own. */
  public static Problem of(
      ProblemCode code, String detail, String instanceId, List<FieldError> errors) {
    return new Problem(
        "urn:tidings:problem:" + code.code(),
        code.title(),
        code.status(),
        detail,
        "urn:uuid:" + instanceId,
        code.code(),
        errors.isEmpty() ? null : errors);
  }
}
