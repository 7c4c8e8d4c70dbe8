package dev.tidings.presence.upstream.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.inbox.PoisonEventException;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R-P6: what the host is asked to say of contacts is what is read here. */
class ContactNewsTest {

  private final ContractExamples contract = ContractExamples.of("presence-service");

  @ParameterizedTest
  @ValueSource(strings = {"CONTACT_ADDED", "CONTACT_REMOVED"})
  void shouldReadEveryExample(String type) {
    for (EventExample example : contract.events(type)) {
      assertThat(ContactNews.read(event(example)))
          .contains(
              new ContactNews(
                  example.data().path("userId").asText(),
                  example.data().path("contactId").asText(),
                  type.equals("CONTACT_ADDED"),
                  Instant.parse(example.data().path("at").asText())));
    }
  }

  @Test
  void shouldSkipWhatItDoesNotKnowAndRefuseWhatIsNotAsAgreed() {
    CloudEvent good = event(contract.events("CONTACT_ADDED").getFirst());

    assertThat(ContactNews.read(with(good, "CONTACT_RENAMED", "{}"))).isEmpty();
    assertThatThrownBy(() -> ContactNews.read(with(good, good.type(), "{\"userId\":\"a\"}")))
        .isInstanceOf(PoisonEventException.class);
    String oneself = "{\"userId\":\"a\",\"contactId\":\"a\",\"at\":\"2026-01-31T09:05:00.000Z\"}";
    assertThatThrownBy(() -> ContactNews.read(with(good, good.type(), oneself)))
        .isInstanceOf(PoisonEventException.class);
  }

  private static CloudEvent with(CloudEvent event, String type, String data) {
    return new CloudEvent(
        event.id(),
        event.source(),
        type,
        event.time(),
        event.subject(),
        event.workspace(),
        event.channel(),
        event.extensions(),
        data.getBytes(UTF_8));
  }

  private static CloudEvent event(EventExample example) {
    return ((DecodedEvent.Valid)
            CloudEventCodec.decode(example.toConsumerRecord(), Integer.MAX_VALUE))
        .event();
  }
}
