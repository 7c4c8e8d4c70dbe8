package dev.tidings.platform.problem;

/** The errors that every service has. */
public enum CommonProblem implements ProblemCode {
  /** The body is no JSON, or not of the shape that is asked for. */
  MALFORMED_JSON(400, "The body cannot be read"),
  /** A field, parameter or header breaks a rule; {@code errors} names each. */
  VALIDATION_FAILED(400, "The request breaks a rule"),
  /** A cursor that this list did not hand out. */
  INVALID_CURSOR(400, "The cursor is not one of this list's"),
  /** No token, or one that is expired, malformed, or of another issuer. */
  UNAUTHENTICATED(401, "A valid token is needed"),
  /** The caller is known and may know of the thing, but may not do this to it. */
  FORBIDDEN(403, "Not allowed"),
  /** Nothing here, or nothing that the caller may know of. */
  NOT_FOUND(404, "Not found"),
  /** The path exists, the method doesn't. */
  METHOD_NOT_ALLOWED(405, "The method is not served here"),
  /** No representation that the client accepts. */
  NOT_ACCEPTABLE(406, "No acceptable representation"),
  /** The body is larger than is accepted. */
  PAYLOAD_TOO_LARGE(413, "The body is too large"),
  /** The body's media type is not read here. */
  UNSUPPORTED_MEDIA_TYPE(415, "The media type is not read here"),
  /** Another request error that has no code of its own. */
  BAD_REQUEST(400, "The request cannot be served"),
  /** Our fault; {@code instance} is in the log. */
  INTERNAL(500, "Something went wrong here"),
  /** Something that this service needs is away; try again. */
  UNAVAILABLE(503, "Not available right now");

  private final int status;
  private final String title;

  CommonProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }

  /** The common problem of an HTTP status that carries no code of its own. */
  public static CommonProblem ofStatus(int status) {
    for (CommonProblem problem : values()) {
      if (problem.status == status && problem != MALFORMED_JSON && problem != VALIDATION_FAILED) {
        return problem == INVALID_CURSOR ? BAD_REQUEST : problem;
      }
    }
    return status >= 500 ? INTERNAL : BAD_REQUEST;
  }
}
