package dev.tidings.gateway.support;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Limits and times that a test can reach; one application for all who want that. */
public class SmallLimits implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        Map.entry("tidings.gateway.heartbeat", "2s"),
        Map.entry("quarkus.http.idle-timeout", "5s"),
        Map.entry("tidings.gateway.limits.head-timeout", "1s"),
        Map.entry("tidings.gateway.allowed-origins", "https://app.example"),
        Map.entry("tidings.gateway.limits.auth-timeout", "2s"),
        Map.entry("tidings.gateway.limits.connections-per-user", "3"),
        Map.entry("tidings.gateway.limits.unauthenticated-per-address", "3"),
        Map.entry("tidings.gateway.limits.frames-per-second", "1"),
        Map.entry("tidings.gateway.limits.frame-burst", "20"),
        Map.entry("tidings.gateway.limits.refused-frames", "5"),
        // ids of streams hold one channel at most
        Map.entry("tidings.gateway.sse.max-id-length", "45"),
        // nothing that is published for a client is confirmed in time
        Map.entry("tidings.gateway.publication.timeout", "1ms"),
        // a production build, though it is told of a key
        Map.entry("tidings.build.development", "false"),
        Map.entry("tidings.development.signing-key-location", "/etc/tidings/key.pem"));
  }
}
