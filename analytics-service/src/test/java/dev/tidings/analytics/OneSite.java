package dev.tidings.analytics;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import java.util.UUID;

/** A site of a workspace that no other run has, for a packaged service. */
public class OneSite implements QuarkusTestResourceLifecycleManager {

  static final String WORKSPACE = "packaged-" + UUID.randomUUID();

  @Override
  public Map<String, String> start() {
    return Map.of(
        "tidings.analytics.warehouse.group-id",
        "analytics-service-" + WORKSPACE,
        "tidings.analytics.sites.default.workspace",
        WORKSPACE,
        "tidings.analytics.sites.default.origins",
        "localhost");
  }

  @Override
  public void stop() {
    // Nothing was started.
  }
}
