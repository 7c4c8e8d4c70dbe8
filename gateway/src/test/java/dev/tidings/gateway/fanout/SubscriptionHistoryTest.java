package dev.tidings.gateway.fanout;

import static dev.tidings.gateway.support.Publisher.event;
import static dev.tidings.gateway.support.TestSocket.is;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.testkit.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While events flow, clients subscribe and unsubscribe at random, without waiting. The model: from
 * the ACK of a SUBSCRIBE, whose position says where, to the ACK of the UNSUBSCRIBE, a client gets a
 * gapless part of the channel's log, in order, each event once, and outside of that nothing.
 */
@QuarkusTest
class SubscriptionHistoryTest extends GatewayTest {

  private static final int CLIENTS = 5;
  private static final int CHANNELS = 3;
  private static final int STEPS = 400;

  @ParameterizedTest
  @ValueSource(longs = {1, 20_260_131, 7_777_777})
  void shouldDeliverExactlyWhatIsSubscribed(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
    var clients = new ArrayList<TestSocket>();
    var log = Collections.synchronizedList(new ArrayList<CloudEvent>());
    try {
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(TestSocket.connect(ws(), Tokens.token("user" + i, workspace)));
      }
      for (int step = 0; step < STEPS; step++) {
        String channel = "campaign:" + random.nextInt(CHANNELS);
        if (random.nextInt(3) == 0) {
          String type = random.nextInt(5) < 3 ? "SUBSCRIBE" : "UNSUBSCRIBE";
          clients
              .get(random.nextInt(CLIENTS))
              .send(
                  "{\"type\":\"%s\",\"id\":\"%s-%d\",\"data\":{\"channel\":\"%s\"}}"
                      .formatted(type, type, step, channel));
        } else {
          CloudEvent next = event("X", workspace, channel, "" + step);
          log.add(next);
          publisher.publishLater("events.ingress.v1", next);
        }
      }
      for (int i = 0; i < CLIENTS; i++) {
        clients
            .get(i)
            .awaitEvent(
                publisher.publish(
                    "events.ingress.v1", event("END", workspace, "user:user" + i, "{}")));
        clients.get(i).request("PING", "ping", "null");
      }
      for (int channel = 0; channel < CHANNELS; channel++) {
        String last = "campaign:" + channel;
        clients.forEach(client -> client.subscribe("end-" + last, last));
        CloudEvent end = event("END", workspace, last, "{}");
        log.add(end);
        publisher.publish("events.ingress.v1", end);
        clients.forEach(client -> client.awaitEvent(end.id()));
      }
      clients.forEach(client -> check(seed, client, log));
    } finally {
      clients.forEach(TestSocket::close);
    }
  }

  private static void check(long seed, TestSocket client, List<CloudEvent> log) {
    Map<String, List<String>> logs = new HashMap<>();
    log.forEach(
        each ->
            logs.computeIfAbsent(each.channel().value(), key -> new ArrayList<>()).add(each.id()));
    var seen = new HashSet<String>();
    Map<String, Integer> next = new HashMap<>();
    Map<String, Long> from = new HashMap<>();
    for (JsonNode frame : client.frames()) {
      String channel = frame.path("channel").asText();
      if (!logs.containsKey(channel)) {
        continue;
      }
      String why = "seed " + seed + ", " + frame;
      if (is(frame, "ACK") && frame.has("position")) {
        if (from.putIfAbsent(channel, frame.at("/position/offset").asLong()) == null) {
          next.remove(channel);
        }
      } else if (is(frame, "ACK")) {
        from.remove(channel);
      } else {
        String id = frame.path("eventId").asText();
        assertThat(from).as("subscribed: " + why).containsKey(channel);
        assertThat(seen.add(id)).as("once: " + why).isTrue();
        assertThat(frame.at("/position/offset").asLong())
            .as("after the ACK's position: " + why)
            .isGreaterThan(from.get(channel));
        int at = logs.get(channel).indexOf(id);
        assertThat(next.getOrDefault(channel, at)).as("no gap: " + why).isEqualTo(at);
        next.put(channel, at + 1);
      }
    }
    assertThat(IntStream.range(0, CHANNELS).mapToObj(i -> "campaign:" + i))
        .as("seed " + seed)
        .allMatch(channel -> next.getOrDefault(channel, 0) == logs.get(channel).size());
  }
}
