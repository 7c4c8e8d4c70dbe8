package dev.tidings.analytics.hit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.PoisonEventException;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HitCodecTest {

  private static final ContractExamples CONTRACT = ContractExamples.of("analytics-service");

  static List<EventExample> examples() {
    return Stream.of("PAGEVIEW", "VISITOR_EVENT", "ENGAGEMENT", "HITS_TURNED_AWAY")
        .flatMap(type -> CONTRACT.events(type).stream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shouldWriteAnExampleAsItReadsIt(EventExample example) throws IOException {
    CloudEvent event = event(example);
    CloudEvent written = HitCodec.encode(HitCodec.decode(event));
    assertThat(Json.mapper().readTree(written.data())).isEqualTo(example.data());
    assertThat(CloudEventCodec.headers(written)).isEqualTo(example.headers());
  }

  @Test
  void shouldSkipFieldsThatItDoesNotKnow() {
    EventExample example = CONTRACT.events("PAGEVIEW").getFirst();
    HitRecord plain = HitCodec.decode(event(example));
    ((ObjectNode) example.data()).put("weather", "fine");
    assertThat(HitCodec.decode(event(example))).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "visitor", "url"})
  void shouldSayWhatIsMissing(String field) {
    EventExample example = CONTRACT.events("PAGEVIEW").getFirst();
    ((ObjectNode) example.data()).remove(field);
    CloudEvent event = event(example);
    assertThatThrownBy(() -> HitCodec.decode(event))
        .isInstanceOf(PoisonEventException.class)
        .hasMessage("'" + field + "' is missing");
  }

  /** A record of the time before hits had all that is known of them. */
  @Test
  void shouldReadTheLeast() {
    EventExample example = CONTRACT.events("PAGEVIEW").getFirst();
    ((ObjectNode) example.data()).retain("site", "visitor", "url");
    Hit hit = (Hit) HitCodec.decode(event(example));
    assertThat(hit.occurredAt()).isEqualTo(hit.receivedAt());
    assertThat(hit.source()).isEqualTo(Source.DIRECT);
    assertThat(hit.place()).isEqualTo(Place.UNKNOWN);
    assertThat(hit.client()).isEqualTo(Client.UNKNOWN);
    assertThat(hit.bot()).isNull();
  }

  @Test
  void shouldRefuseCountsThatItDoesNotUnderstand() {
    EventExample example = CONTRACT.events("HITS_TURNED_AWAY").getFirst();
    ((ObjectNode) example.data()).putObject("counts").put("bad-weather", 1);
    CloudEvent event = event(example);
    assertThatThrownBy(() -> HitCodec.decode(event))
        .isInstanceOf(PoisonEventException.class)
        .hasMessage("'counts/bad-weather' cannot be read");
  }

  @Test
  void shouldRefuseTypesThatAreNoHits() {
    EventExample example = CONTRACT.events("METRICS_UPDATE").getFirst();
    ((ObjectNode) example.data()).put("visitor", "v").put("url", "http://a.test/");
    CloudEvent event = event(example);
    assertThatThrownBy(() -> HitCodec.decode(event))
        .isInstanceOf(PoisonEventException.class)
        .hasMessage("'METRICS_UPDATE' is no type of hit");
  }

  private static CloudEvent event(EventExample example) {
    return switch (CloudEventCodec.decode(example.toConsumerRecord(), Integer.MAX_VALUE)) {
      case DecodedEvent.Valid(CloudEvent event) -> event;
      case DecodedEvent.Invalid(String reason) -> throw new AssertionError(reason);
    };
  }
}
