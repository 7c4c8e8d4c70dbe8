package dev.tidings.gateway.fanout;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when events reach this replica; services may be away. */
@Readiness
final class FanoutReadiness implements HealthCheck {

  private final FanoutLoop loop;

  FanoutReadiness(FanoutLoop loop) {
    this.loop = loop;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("fan-out").status(loop.isReady()).build();
  }
}
