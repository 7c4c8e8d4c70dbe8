package dev.tidings.gateway.drain;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready from the moment on in which the gateway is asked to stop. */
@Readiness
final class DrainReadiness implements HealthCheck {

  private final DrainGate gate;

  DrainReadiness(DrainGate gate) {
    this.gate = gate;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("accepts-connections").status(!gate.isClosed()).build();
  }
}
