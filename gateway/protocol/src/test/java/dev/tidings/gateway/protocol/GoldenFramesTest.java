package dev.tidings.gateway.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** R-G1, R-G2, R-G3: the frames in {@code protocol/v1} are what the codec reads and writes. */
class GoldenFramesTest {

  private static final Path FRAMES = Path.of("src/main/resources/protocol/v1");
  private static final Instant TIME = Instant.parse("2026-01-31T09:05:00.007Z");
  private static final Channel ROOM = Channel.of("room", "0199a0c4-7a00-7000-8000-000000000001");

  private static final Map<String, ClientFrame> CLIENT =
      Map.ofEntries(
          entry("ping.json", new ClientFrame.Ping("5")),
          entry("subscribe.json", new ClientFrame.Subscribe("1", ROOM, null)),
          entry(
              "subscribe-since.json",
              new ClientFrame.Subscribe("2", ROOM, new Position("q1", 1834, List.of(12L)))),
          entry("subscribe-room.json", new ClientFrame.Subscribe("3", ROOM, null)),
          entry("unsubscribe.json", new ClientFrame.Unsubscribe("4", Channel.of("campaign", "42"))),
          entry(
              "message-send.json",
              new ClientFrame.MessageSend(
                  "6",
                  object()
                      .put("roomId", ROOM.id())
                      .put("message", "Hello")
                      .put("clientMessageId", "c-1")
                      .putNull("parentId"))),
          entry("message-read.json", new ClientFrame.MessageRead("9", ROOM, 12)),
          entry(
              "notification-read.json",
              new ClientFrame.NotificationRead("10", "0199a0c4-7a00-7000-8000-0000000000cc")),
          entry("notification-read-all.json", new ClientFrame.NotificationReadAll("11")),
          entry("typing-start.json", new ClientFrame.Typing(null, ROOM, true)),
          entry("typing-stop.json", new ClientFrame.Typing("12", ROOM, false)),
          entry(
              "presence-update.json",
              new ClientFrame.PresenceUpdate(
                  "13", "busy", "In a meeting", Instant.parse("2026-01-31T10:00:00Z"))),
          entry("activity.json", new ClientFrame.Activity("14", "editing", "document", "42")),
          entry("activity-idle.json", new ClientFrame.Activity("15", "idle", null, null)),
          entry(
              "page-navigate.json", new ClientFrame.PageNavigate("16", "/contacts/42", "Jane Doe")),
          entry(
              "publish.json",
              new ClientFrame.Publish(
                  "17",
                  Channel.of("doc", "42"),
                  "CURSOR",
                  object().put("line", 3).set("x", DecimalNode.valueOf(new BigDecimal("0.10"))))),
          entry(
              "presence-watch.json",
              new ClientFrame.PresenceWatch("18", new LinkedHashSet<>(List.of("bob", "carol")))),
          entry("auth.json", new ClientFrame.Auth("7", "header.payload.signature")),
          entry("unknown.json", new ClientFrame.Unknown("TELEPORT", "8")));

  private static final Map<String, ServerFrame> SERVER =
      Map.ofEntries(
          entry(
              "connected.json",
              new ServerFrame.Connected(
                  "0199a0c4-7a00-7000-8000-0000000000aa",
                  "alice",
                  "acme",
                  25_000,
                  TIME.plusSeconds(3600),
                  List.of(
                      new ServerFrame.ChannelPosition(
                          Channel.of("user", "alice"), new Position("n1", 7, List.of(3L))),
                      new ServerFrame.ChannelPosition(Channel.WORKSPACE, new Position("p1", -1))),
                  TIME)),
          entry("pong.json", new ServerFrame.Pong("5", TIME)),
          entry("ack.json", new ServerFrame.Ack("5", null, null, null, TIME)),
          entry(
              "ack-subscribe.json",
              new ServerFrame.Ack(
                  "1",
                  ROOM,
                  object().put("recovered", true).put("replayed", 0),
                  new Position("q1", 1837),
                  TIME)),
          entry(
              "error.json",
              ServerFrame.Error.of("3", ErrorCode.NOT_FOUND, "There is no such channel.", TIME)),
          entry(
              "error-retry.json",
              new ServerFrame.Error(
                  null, "rate-limited", "Too many requests", "Slow down.", true, 400L, TIME)),
          entry(
              "subscribed.json", new ServerFrame.Subscribed(ROOM, new Position("q1", 1837), TIME)),
          entry("unsubscribed.json", new ServerFrame.Unsubscribed(ROOM, TIME)),
          entry(
              "event-published.json",
              new ServerFrame.Event(
                  "CURSOR",
                  Channel.of("doc", "42"),
                  "{\"line\": 3}".getBytes(UTF_8),
                  new Position("d1", 12),
                  "0199a0c4-7a00-7000-8000-0000000000dd",
                  "alice",
                  TIME)),
          entry(
              "presence-changes.json",
              new ServerFrame.PresenceChanges(
                  3,
                  List.of("{\"userId\": \"bob\", \"status\": \"away\"}".getBytes(UTF_8)),
                  List.of("{\"userId\": \"bob\", \"doing\": null}".getBytes(UTF_8)),
                  TIME)),
          entry("resync.json", new ServerFrame.Resync(ROOM, "slow-consumer")),
          entry(
              "disconnect-drain.json",
              new ServerFrame.Disconnect(DisconnectCode.DRAIN, 8300L, TIME)),
          entry("disconnect.json", new ServerFrame.Disconnect(DisconnectCode.SLOW_CONSUMER, TIME)),
          entry(
              "event.json",
              new ServerFrame.Event(
                  "MESSAGE_RECEIVED",
                  ROOM,
                  "{\"message\": \"Grüße, 世界\"}".getBytes(UTF_8),
                  new Position("q1", 1838),
                  "0199a0c4-7a00-7000-8000-0000000000bb",
                  TIME)));

  @Test
  void shouldReadEveryClientFrame() throws IOException {
    assertThat(files("client")).isEqualTo(CLIENT.keySet());
    var decoder = new FrameDecoder(FrameLimits.DEFAULT);
    for (var each : CLIENT.entrySet()) {
      assertThat(decoder.decode(Files.readString(FRAMES.resolve("client").resolve(each.getKey()))))
          .as(each.getKey())
          .isEqualTo(new Decoded.Valid(each.getValue()));
    }
  }

  @Test
  void shouldWriteEveryServerFrame() throws IOException {
    assertThat(files("server")).isEqualTo(SERVER.keySet());
    var encoder = new FrameEncoder();
    for (var each : SERVER.entrySet()) {
      JsonNode golden =
          Json.mapper().readTree(FRAMES.resolve("server").resolve(each.getKey()).toFile());
      assertThat(Json.mapper().readTree(encoder.encode(each.getValue())))
          .as(each.getKey())
          .isEqualTo(golden);
    }
  }

  @Test
  void shouldHaveAGoldenFrameOfEveryKind() {
    assertThat(kinds(CLIENT.values())).isEqualTo(permitted(ClientFrame.class));
    assertThat(kinds(SERVER.values())).isEqualTo(permitted(ServerFrame.class));
  }

  private static Set<Class<?>> kinds(Iterable<?> frames) {
    return Stream.of(frames)
        .flatMap(all -> java.util.stream.StreamSupport.stream(all.spliterator(), false))
        .map(Object::getClass)
        .collect(Collectors.toSet());
  }

  private static Set<Class<?>> permitted(Class<?> root) {
    return Set.of(root.getPermittedSubclasses());
  }

  private static Set<String> files(String side) throws IOException {
    try (Stream<Path> files = Files.list(FRAMES.resolve(side))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
