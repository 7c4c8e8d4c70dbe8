package dev.tidings.gateway.upstream.presence;

import dev.tidings.gateway.upstream.service.ServiceOutcome;
import java.util.List;

/** What presence-service answered to a look-up. */
public sealed interface PresenceAnswer {

  /**
   * The presence of those who were asked for, in their order.
   *
   * @param people each as presence-service's JSON in UTF-8; shared, never changed
   */
  record Present(List<byte[]> people) implements PresenceAnswer {

    public Present {
      people = List.copyOf(people);
    }
  }

  /** It refused, with a problem. */
  record Refused(ServiceOutcome.Refused problem) implements PresenceAnswer {}
}
