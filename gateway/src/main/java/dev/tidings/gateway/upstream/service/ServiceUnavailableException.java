package dev.tidings.gateway.upstream.service;

/** A service didn't answer; whether it acted is not known. */
public final class ServiceUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  /** No answer, for this cause. */
  public ServiceUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The service answered what its contract doesn't say. */
  public static ServiceUnavailableException unexpected(
      String service, int status, Throwable cause) {
    return new ServiceUnavailableException(service + " answered with status " + status, cause);
  }
}
