package dev.tidings.e2e.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.e2e.process.TraceReceiver.Span;
import dev.tidings.e2e.support.EndToEnd;
import dev.tidings.e2e.support.LiveClient;
import dev.tidings.e2e.support.Replica;
import dev.tidings.e2e.support.TestUser;
import dev.tidings.e2e.support.TidingsSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** R-G16: a message is one trace, from the frame by which it came to the flush to its readers. */
@EndToEnd
@EnabledOnOs(value = OS.LINUX, disabledReason = "reads how a process was started from /proc")
class TraceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TidingsSystem system;

  TraceTest(TidingsSystem system) {
    this.system = system;
  }

  @Test
  void shouldConnectAMessagesWayFromItsFrameToTheFlush() {
    TestUser alice = system.user("alice", "traces");
    TestUser bob = system.user("bob", "traces");
    String room = alice.createRoom("traces", bob);
    try (var receiver = new TraceReceiver();
        Replica chat = chat(receiver);
        Replica gateway = gateway(receiver, chat)) {
      try (LiveClient alices = alice.at(gateway.address()).connect();
          LiveClient bobs = bob.at(gateway.address()).connect()) {
        alices.request("MESSAGE_SEND", Map.of("roomId", room, "message", "Traced"));
        bobs.awaitFrame(frame -> frame.is("MESSAGE_RECEIVED"));
        await().atMost(PATIENCE).untilAsserted(() -> isConnected(receiver.spans()));
      }
      gateway.terminate();
      assertThat(gateway.exitCode()).isZero();
    }
  }

  private Replica chat(TraceReceiver receiver) {
    return Replica.startBeside(
        system,
        system.process("chat-service"),
        Path.of("target", "chat-service-traced.log"),
        Map.of(
            "QUARKUS_OTEL_SDK_DISABLED",
            "false",
            "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
            receiver.address(),
            "QUARKUS_OTEL_BSP_SCHEDULE_DELAY",
            "200ms"));
  }

  private Replica gateway(TraceReceiver receiver, Replica chat) {
    Replica gateway =
        Replica.startBeside(
            system,
            system.process("gateway"),
            Path.of("target", "gateway-traced.log"),
            Map.of(
                "TIDINGS_GATEWAY_SERVICES_CHAT_URL",
                chat.address().toString().replaceAll("/$", ""),
                "TIDINGS_GATEWAY_TRACING_ENDPOINT",
                receiver.address() + "/v1/traces",
                "TIDINGS_GATEWAY_TRACING_RATIO",
                "1"));
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                system
                        .withToken("", "nobody", "traces")
                        .at(gateway.address())
                        .get("/q/health/ready")
                        .status()
                    == 200);
    return gateway;
  }

  private static void isConnected(List<Span> spans) {
    // The room's own events were caused where nothing is traced: their traces begin at the gateway.
    Span flush =
        only(spans, span -> span.name().equals("deliver chat.room.v1") && !span.parent().isEmpty());
    Span served = only(spans, span -> span.id().equals(flush.parent()));
    assertThat(served.trace()).isEqualTo(flush.trace());
    assertThat(served.service()).isEqualTo("chat-service");
    assertThat(served.name()).isEqualTo("POST /api/chat/messages");
    Span asked = only(spans, span -> span.id().equals(served.parent()));
    assertThat(asked.trace()).isEqualTo(flush.trace());
    assertThat(asked.service()).isEqualTo("gateway");
    assertThat(asked.parent()).isEmpty();
  }

  private static Span only(List<Span> spans, Predicate<Span> condition) {
    List<Span> found = spans.stream().filter(condition).toList();
    assertThat(found).as("%s", spans).hasSize(1);
    return found.getFirst();
  }
}
