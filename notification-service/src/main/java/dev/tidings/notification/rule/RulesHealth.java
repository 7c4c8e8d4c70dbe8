package dev.tidings.notification.rule;

import dev.tidings.platform.event.Timestamps;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says which rules apply, and what is wrong with changed ones. Bad rules don't make the service
 * unready: those before them go on.
 */
@Readiness
final class RulesHealth implements HealthCheck {

  private final Rules rules;

  RulesHealth(Rules rules) {
    this.rules = rules;
  }

  @Override
  public HealthCheckResponse call() {
    Rules.Loaded loaded = rules.loaded();
    var response =
        HealthCheckResponse.named("notification rules")
            .up()
            .withData("count", loaded.book().all().size())
            .withData("since", Timestamps.format(loaded.at()));
    if (!loaded.faults().isEmpty()) {
      response.withData(
          "refused",
          loaded.faults().stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
    return response.build();
  }
}
