package dev.tidings.gateway.replicated;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when this replica knows what the others know: no revoked token gets in before that. */
@Readiness
final class ReplicatedReadiness implements HealthCheck {

  private final ReplicatedReader reader;

  ReplicatedReadiness(ReplicatedReader reader) {
    this.reader = reader;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("replicated").status(reader.isReady()).build();
  }
}
