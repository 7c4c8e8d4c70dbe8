package dev.tidings.presence.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.presence.connection.ClientUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-P1: one's choice goes before use, use before idleness, and all of them need a connection. */
class StandingTest {

  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Instant NOW = Instant.parse("2026-01-31T09:05:00Z");

  @ParameterizedTest
  @CsvSource({
    "AUTOMATIC, true, ONLINE",
    "AUTOMATIC, false, AWAY",
    "AWAY, true, AWAY",
    "BUSY, true, BUSY",
    "BUSY, false, BUSY",
    "INVISIBLE, true, OFFLINE"
  })
  void shouldFollowTheChoiceThenTheUse(Choice choice, boolean inUse, PresenceStatus status) {
    Standing standing = Standing.UNKNOWN.chosen(choice, null).seen(clients(inUse), NOW, GRACE);

    assertThat(standing.status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTOMATIC", "AWAY", "BUSY", "INVISIBLE"})
  void shouldBeOfflineWithoutAClientWhateverWasChosen(Choice choice) {
    Standing standing = Standing.UNKNOWN.chosen(choice, null).seen(Optional.empty(), NOW, GRACE);

    assertThat(standing.status()).isEqualTo(PresenceStatus.OFFLINE);
    assertThat(standing.nextLook()).isNull();
  }

  @Test
  void shouldKeepTheChoiceOverAnAbsenceUntilItEnds() {
    Instant until = NOW.plusSeconds(60);
    Standing back =
        Standing.UNKNOWN
            .seen(clients(true), NOW, GRACE)
            .chosen(Choice.BUSY, until)
            .seen(Optional.empty(), NOW, GRACE)
            .seen(Optional.empty(), NOW.plus(GRACE), GRACE)
            .seen(clients(true), NOW.plusSeconds(30), GRACE);

    assertThat(back.status()).isEqualTo(PresenceStatus.BUSY);
    assertThat(back.nextLook()).isEqualTo(until);
    assertThat(back.seen(clients(true), until, GRACE).status()).isEqualTo(PresenceStatus.ONLINE);
  }

  @Test
  void shouldStayAwayThroughTheGrace() {
    Standing leaving =
        Standing.UNKNOWN.seen(clients(false), NOW, GRACE).seen(Optional.empty(), NOW, GRACE);

    assertThat(leaving.status()).isEqualTo(PresenceStatus.AWAY);
    assertThat(leaving.nextLook()).isEqualTo(NOW.plus(GRACE));
  }

  /**
   * Clients come and go, are used and idle, choices are made and end, while the clock goes on,
   * leaps and steps back. A look as soon as one is due, and at nothing else, is as good as one at
   * every moment; and in the end the status is what the clients and the choice say.
   */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void shouldNeedALookOnlyWhenOneIsDue(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Instant now = NOW;
    Optional<ClientUse> clients = Optional.empty();
    Standing always = Standing.UNKNOWN;
    Standing whenDue = Standing.UNKNOWN;
    for (int step = 0; step < 500; step++) {
      boolean isHeard = random.nextInt(3) == 0;
      if (isHeard) {
        clients = random.nextInt(3) == 0 ? Optional.empty() : clients(random.nextBoolean());
      }
      if (random.nextInt(8) == 0) {
        Choice choice = Choice.values()[random.nextInt(Choice.values().length)];
        Instant until = random.nextBoolean() ? now.plusMillis(random.nextInt(5_000)) : null;
        always = always.chosen(choice, until);
        whenDue = whenDue.chosen(choice, until);
        isHeard = true;
      }
      now = now.plusMillis(random.nextInt(10) == 0 ? -500 : random.nextLong(1_500));
      always = always.seen(clients, now, GRACE);
      Instant due = whenDue.nextLook();
      if (isHeard || due != null && !now.isBefore(due)) {
        whenDue = whenDue.seen(clients, now, GRACE);
      }

      assertThat(whenDue.status()).as("step %d", step).isEqualTo(always.status());
    }
    Standing end = whenDue.seen(clients, now, GRACE).seen(clients, now.plusSeconds(60), GRACE);
    assertThat(end.availability().isReachable()).isEqualTo(clients.isPresent());
  }

  private static Optional<ClientUse> clients(boolean inUse) {
    return Optional.of(new ClientUse(inUse, null));
  }
}
