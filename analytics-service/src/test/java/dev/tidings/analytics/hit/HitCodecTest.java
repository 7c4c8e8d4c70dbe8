package dev.tidings.analytics.hit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.analytics.SampleHits;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.PoisonEventException;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.contract.EventExample;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
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

  /** What looks the same in many hits is read once, and still is what each of them says. */
  @Test
  void shouldReadWhatItWrites() {
    var ids = EventIds.uuidV7();
    var random = new Random(7);
    String[] texts = {
      "a", "Größe", "日本語", "\"quoted\" \\ \n", "🎉 emoji", "x".repeat(700), "\u2028"
    };
    for (int i = 0; i < 500; i++) {
      String text = texts[random.nextInt(texts.length)] + random.nextInt(3);
      String props =
          random.nextBoolean() ? "{}" : Json.mapper().createObjectNode().put("p", text).toString();
      Hit hit =
          new SampleHits("w", ids)
              .hit(
                  "s" + random.nextInt(3),
                  "p" + i,
                  Instant.ofEpochMilli(1_800_000_000_000L + random.nextInt()),
                  "/" + random.nextInt(9000),
                  switch (random.nextInt(3)) {
                    case 0 -> new PageView(text, props);
                    case 1 ->
                        new VisitorEvent(
                            text,
                            props,
                            random.nextBoolean(),
                            random.nextBoolean()
                                ? null
                                : new Revenue(new BigDecimal(random.nextInt(99)), "EUR"));
                    default ->
                        new Engagement(
                            random.nextInt(9000),
                            random.nextBoolean() ? null : random.nextInt(100));
                  },
                  SampleHits.from(random.nextBoolean() ? null : "Größe" + random.nextInt(9)),
                  random.nextBoolean() ? null : "DE",
                  random.nextInt(4) == 0 ? Bot.Reason.PREFETCH : null);
      assertThat(HitCodec.decode(HitCodec.encode(hit))).isEqualTo(hit);
    }
  }

  @Test
  void shouldReadAnySpelling() {
    EventExample example = CONTRACT.events("PAGEVIEW").getFirst();
    CloudEvent event = event(example);
    String spelled =
        """
        \t{ "site" : "s\\u0069te", "later": [{"site": 1}], "visitor":"v",
          "url":"https:\\/\\/www.example.org/a?q=1", "title": null, "client": { "os" : "L" , "x": {} },
          "props": { "a" : [1, {"b": "}"}] } } and more
        """;
    Hit hit = (Hit) HitCodec.decode(withData(event, spelled));
    assertThat(hit.site()).isEqualTo("site");
    assertThat(hit.url().text()).isEqualTo("https://www.example.org/a");
    assertThat(hit.client()).isEqualTo(new Client(null, null, "L", null, null, null, null));
    assertThat(hit.action()).isEqualTo(new PageView(null, "{ \"a\" : [1, {\"b\": \"}\"}] }"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"site\":{}}",
        "{\"site\":\"s\",\"client\":[]}",
        "{\"site\":\"s\",\"occurredAt\":\"yesterday\"}",
        "{\"site\":\"s\",\"engagedMs\":\"long\"}",
        "{\"site\":\"s\",\"interactive\":3}",
        "{\"site\":\"s\",\"client\":{\"os\":",
        "{\"site\":\"s"
      })
  void shouldRefuseWhatIsNoHit(String data) {
    CloudEvent event = withData(event(CONTRACT.events("PAGEVIEW").getFirst()), data);
    assertThatThrownBy(() -> HitCodec.decode(event))
        .isInstanceOf(PoisonEventException.class)
        .hasMessage("the data cannot be read");
  }

  private static CloudEvent withData(CloudEvent event, String data) {
    return new CloudEvent(
        event.id(),
        event.source(),
        event.type(),
        event.time(),
        event.subject(),
        event.workspace(),
        event.channel(),
        event.extensions(),
        data.getBytes(StandardCharsets.UTF_8));
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
