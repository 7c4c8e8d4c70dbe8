package dev.tidings.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.Frame;
import dev.tidings.e2e.support.Json;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import dev.tidings.e2e.support.TopicRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Any internal service publishes to clients with a plain Kafka client (R-G15). */
@EndToEnd
class IngressTest {

  private static final String TOPIC = "events.ingress.v1";
  private static final String DEAD_LETTERS = "events.ingress.v1.gateway.dlq";
  private static final String WORKSPACE = "ingress";

  private final TidingsSystem system;
  private final TestUser alice;

  IngressTest(TidingsSystem system) {
    this.system = system;
    alice = system.user("alice", WORKSPACE, "ADMIN");
  }

  @Test
  void shouldReachTheSubscribersOfTheChannelWithTheDataUnchanged() {
    String data = "{ \"campaignId\": \"42\",\"sent\":1.50,  \"note\":\"Grüße 🎉\" }";
    try (LiveClient alices = alice.connect();
        LiveClient bobs = system.user("bob", WORKSPACE).connect()) {
      alices.request("SUBSCRIBE", Map.of("channel", "campaign:42"));
      publish("ingress-1", "CAMPAIGN_PROGRESS", "campaign:42", data);
      publish("ingress-2", "SYSTEM_ALERT", "workspace", "{}");

      Frame event = alices.awaitFrame(frame -> "ingress-1".equals(frame.eventId()));
      assertThat(event.type()).isEqualTo("CAMPAIGN_PROGRESS");
      assertThat(event.channel()).isEqualTo("campaign:42");
      assertThat(event.data()).isEqualTo(Json.parse(data));
      alices.awaitFrame(frame -> frame.is("SYSTEM_ALERT", "workspace"));
      bobs.awaitFrame(frame -> frame.is("SYSTEM_ALERT", "workspace"));
      assertThat(bobs.frames(frame -> "campaign:42".equals(frame.channel()))).isEmpty();
    }
  }

  @Test
  void shouldReachAUserAndTheHoldersOfARole() {
    try (LiveClient alices = alice.connect();
        LiveClient bobs = system.user("bob", WORKSPACE).connect()) {
      publish("ingress-3", "LEAD_ASSIGNED", "user:alice", "{\"leadId\":\"7\"}");
      publish("ingress-4", "CRISIS_ALERT", "role:ADMIN", "{}");
      publish("ingress-5", "SYSTEM_ALERT", "workspace", "{\"last\":true}");

      alices.awaitFrame(frame -> frame.is("LEAD_ASSIGNED", "user:alice"));
      alices.awaitFrame(frame -> frame.is("CRISIS_ALERT", "role:ADMIN"));
      bobs.awaitFrame(frame -> "ingress-5".equals(frame.eventId()));
      assertThat(bobs.frames(frame -> frame.is("LEAD_ASSIGNED") || frame.is("CRISIS_ALERT")))
          .isEmpty();
    }
  }

  @Test
  void shouldDeliverARecordThatComesTwiceOnce() {
    try (LiveClient alices = alice.connect()) {
      alices.request("SUBSCRIBE", Map.of("channel", "campaign:twice"));
      publish("twice-1", "CAMPAIGN_STARTED", "campaign:twice", "{}");
      publish("twice-1", "CAMPAIGN_STARTED", "campaign:twice", "{}");
      publish("twice-2", "CAMPAIGN_COMPLETED", "campaign:twice", "{}");

      alices.awaitFrame(frame -> frame.is("CAMPAIGN_COMPLETED"));
      assertThat(alices.frames(frame -> frame.is("CAMPAIGN_STARTED"))).hasSize(1);
    }
  }

  /** What may be wrong with a record. */
  enum Fault {
    NO_ID(headers -> headers.remove("ce_id"), "{}"),
    NO_TYPE(headers -> headers.remove("ce_type"), "{}"),
    NO_WORKSPACE(headers -> headers.remove("ce_workspaceid"), "{}"),
    NO_CHANNEL(headers -> headers.remove("ce_channel"), "{}"),
    ILL_FORMED_CHANNEL(headers -> headers.put("ce_channel", "campaign 42"), "{}"),
    UNKNOWN_NAMESPACE(headers -> headers.put("ce_channel", "nonsense:42"), "{}"),
    ILL_FORMED_TIME(headers -> headers.put("ce_time", "yesterday"), "{}"),
    NO_JSON(headers -> {}, "{\"half\":"),
    TWO_VALUES(headers -> {}, "{},\"type\":\"FORGED\""),
    EMPTY(headers -> {}, ""),
    NO_VALUE(headers -> {}, null),
    TOO_LARGE(headers -> {}, "\"" + "x".repeat(512 * 1024) + "\"");

    private final Consumer<Map<String, String>> spoil;
    private final String value;

    Fault(Consumer<Map<String, String>> spoil, String value) {
      this.spoil = spoil;
      this.value = value;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldPutAMalformedRecordAsideWithAReasonAndGoOn(Fault fault) {
    String channel = "campaign:bad-" + fault.name().toLowerCase();
    try (LiveClient alices = alice.connect()) {
      alices.request("SUBSCRIBE", Map.of("channel", channel));
      String key = WORKSPACE + "/" + channel;
      Map<String, String> headers = headers("bad-" + fault, "CAMPAIGN_FAILED", channel);
      fault.spoil.accept(headers);
      system.topics().publish(TOPIC, key, headers, fault.value);
      publish("good-after-" + fault, "CAMPAIGN_COMPLETED", channel, "{\"good\":true}");

      alices.awaitFrame(frame -> frame.is("CAMPAIGN_COMPLETED", channel));
      assertThat(alices.frames(frame -> frame.is("CAMPAIGN_FAILED") || frame.is("FORGED")))
          .isEmpty();
      TopicRecord deadLetter =
          system.topics().awaitRecord(DEAD_LETTERS, each -> key.equals(each.key()));
      assertThat(deadLetter.header("reason")).isNotBlank();
      assertThat(deadLetter.value()).isEqualTo(fault.value);
      assertThat(deadLetter.header("dlq-topic")).isEqualTo(TOPIC);
      assertThat(deadLetter.header("dlq-partition")).matches("\\d+");
      assertThat(deadLetter.header("dlq-offset")).matches("\\d+");
      assertThat(deadLetter.headers()).containsAllEntriesOf(headers);
    }
  }

  private void publish(String id, String type, String channel, String data) {
    system.topics().publish(TOPIC, WORKSPACE + "/" + channel, headers(id, type, channel), data);
  }

  private static Map<String, String> headers(String id, String type, String channel) {
    return new HashMap<>(
        Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            id,
            "ce_source",
            "/campaigns",
            "ce_type",
            type,
            "ce_time",
            "2026-01-31T09:05:07.120Z",
            "ce_workspaceid",
            WORKSPACE,
            "ce_channel",
            channel,
            "content-type",
            "application/json"));
  }
}
