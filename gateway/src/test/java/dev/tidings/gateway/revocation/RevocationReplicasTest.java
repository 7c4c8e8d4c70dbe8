package dev.tidings.gateway.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.replicated.ReplicatedConfig;
import dev.tidings.gateway.replicated.ReplicatedReader;
import dev.tidings.gateway.replicated.ReplicatedTopic;
import dev.tidings.gateway.support.GatewayTest;
import dev.tidings.gateway.support.TestSocket;
import dev.tidings.gateway.token.VerifiedToken;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Profile;
import dev.tidings.platform.testkit.MutableClock;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.server.SharedServers;
import dev.tidings.platform.testkit.token.Tokens;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** R-G5: what one replica revokes, all know, and those that start later. */
@QuarkusTest
class RevocationReplicasTest extends GatewayTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.500Z");
  private static final EventIds IDS = EventIds.uuidV7();

  @Inject ReplicatedConfig config;

  @Test
  void shouldApplyWhatAnotherReplicaStored() {
    try (var alice = TestSocket.connect(ws(), Tokens.token("alice", workspace))) {
      publisher.publish(
          RevocationLog.TOPIC,
          RevocationLog.event(user("alice", null, Instant.now(), Duration.ofDays(1))));
      assertThat(alice.awaitClose()).isEqualTo(4501);
    }
  }

  @Test
  void shouldKnowEverythingBeforeItIsReady() throws InterruptedException {
    for (int i = 0; i < 50; i++) {
      publisher.publish(
          RevocationLog.TOPIC,
          RevocationLog.event(user("user" + i, null, Instant.now(), Duration.ofDays(1))));
    }
    var restarted = revocations(Clock.systemUTC());
    var reader =
        new ReplicatedReader(
            Map.of("bootstrap.servers", SharedServers.get().kafkaBootstrapServers()),
            List.of(into(restarted)),
            config);
    assertThat(reader.isReady()).isFalse();
    reader.start();
    Patience.await().until(reader::isReady);
    assertThat(restarted.count(workspace)).isEqualTo(50);
    reader.stop();
  }

  @Test
  void shouldKeepOneEntryForEachSubjectAndForgetItInTime() {
    var clock = MutableClock.at(NOW);
    var revocations = revocations(clock);
    for (int i = 0; i < 1_000; i++) {
      revocations.add(user("alice", null, NOW.minusSeconds(i), Duration.ofHours(1)));
      revocations.add(user("alice", NOW.minusSeconds(i), NOW, Duration.ofHours(1)));
    }
    assertThat(revocations.count()).isEqualTo(2);
    assertThat(revocations.isRevoked(token("alice", NOW.minusMillis(500)))).isTrue();
    assertThat(revocations.isRevoked(token("alice", NOW.plusMillis(500)))).isFalse();
    assertThat(revocations.isRevoked(token("bob", NOW.minusSeconds(60)))).isFalse();
    clock.advance(Duration.ofHours(1));
    revocations.expire();
    assertThat(revocations.count()).isZero();
    revocations.add(user("alice", null, NOW, Duration.ofHours(1)));
    assertThat(revocations.count()).as("its time is over").isZero();
  }

  private Revocations revocations(Clock clock) {
    return new Revocations(new SimpleMeterRegistry(), clock);
  }

  private static ReplicatedTopic into(Revocations revocations) {
    return new ReplicatedTopic() {
      @Override
      public String name() {
        return RevocationLog.TOPIC;
      }

      @Override
      public void apply(CloudEvent event) {
        try {
          revocations.add(Json.mapper().readValue(event.data(), TokensRevoked.class));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private TokensRevoked user(String user, Instant issuedBefore, Instant at, Duration life) {
    return new TokensRevoked(
        IDS.next(),
        workspace,
        user,
        null,
        issuedBefore,
        at,
        "root",
        (issuedBefore == null ? at : issuedBefore).plus(life));
  }

  private VerifiedToken token(String user, Instant issuedAt) {
    return new VerifiedToken(
        "raw",
        new CurrentUser(user, workspace, Set.of(), new Profile(null, null, null)),
        issuedAt.plusSeconds(3600),
        issuedAt,
        null);
  }
}
