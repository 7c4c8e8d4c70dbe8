package dev.tidings.notification.upstream.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What presence-service promises is enough for what is read of it here. */
class PresenceContractTest {

  @Test
  void shouldReadEveryStatus() {
    var seen = new HashSet<Boolean>();
    for (EventExample example : ContractExamples.of("presence-service").events(StatusChange.TYPE)) {
      var event =
          ((DecodedEvent.Valid)
                  CloudEventCodec.decode(example.toConsumerRecord(), Integer.MAX_VALUE))
              .event();
      StatusChange change = StatusChange.read(event);
      assertThat(change.userId()).isEqualTo(example.data().path("userId").asText());
      assertThat(change.isActive())
          .isEqualTo(example.data().path("status").asText().equals("online"));
      seen.add(change.isActive());
    }
    assertThat(seen).isEqualTo(Set.of(true, false));
  }
}
