package dev.tidings.gateway.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Limits that a test can reach. */
public class AccessLimits implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        Map.entry("tidings.gateway.heartbeat", "4s"),
        Map.entry("quarkus.http.idle-timeout", "9s"),
        Map.entry("tidings.gateway.allowed-origins", "https://app.example"),
        Map.entry("tidings.gateway.limits.auth-timeout", "3s"),
        Map.entry("tidings.gateway.limits.connections-per-user", "3"),
        Map.entry("tidings.gateway.limits.unauthenticated-per-address", "3"),
        Map.entry("tidings.gateway.limits.frames-per-second", "1"),
        Map.entry("tidings.gateway.limits.frame-burst", "20"),
        Map.entry("tidings.gateway.limits.refused-frames", "5"));
  }
}
