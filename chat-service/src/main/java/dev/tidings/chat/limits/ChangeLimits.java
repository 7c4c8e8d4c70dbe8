package dev.tidings.chat.limits;

import dev.tidings.platform.identity.CurrentUser;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * How many other changes are made. Behind a proxy, because the filter that asks is made before
 * there is any configuration. Safe for use by several threads.
 */
@ApplicationScoped
class ChangeLimits {

  private final Buckets<Someone> people;

  @Inject
  ChangeLimits(LimitsConfig limits, MeterRegistry metrics) {
    this(limits, metrics, TimeMeter.SYSTEM_NANOTIME);
  }

  ChangeLimits(LimitsConfig limits, MeterRegistry metrics, TimeMeter time) {
    this.people =
        new Buckets<>(
            limits.changesPerUser(),
            limits.changeBurstPerUser(),
            time,
            Refused.counter(metrics, "changes-per-user"));
  }

  /**
   * Lets a change on.
   *
   * @throws dev.tidings.platform.problem.ProblemException {@code rate-limited}
   */
  void admit(CurrentUser user) {
    people.take(new Someone(user.workspace(), user.id()), "You change more than one may.");
  }
}
