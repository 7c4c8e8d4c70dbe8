package dev.tidings.bench.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.tidings.bench.load.Publication;
import dev.tidings.bench.measure.Ledger;
import dev.tidings.bench.support.FaultyServer;
import dev.tidings.bench.wire.ClientLoop;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReturnTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SUBSCRIBERS = 150;

  private final ClientLoop loop = new ClientLoop();
  private final FaultyServer server = FaultyServer.correct();
  private final Ledger ledger = new Ledger(1, 100);
  private final AudiencePlan plan = AudiencePlan.simple("ch", SUBSCRIBERS, 1).thatReturns();

  @AfterEach
  void close() {
    server.close();
    loop.close();
  }

  @Test
  void shouldComeBackFromALossOfAllConnectionsAndReportWhatWasMissedBetween() throws Exception {
    try (Audience audience = Audience.prepare(loop, server, plan, ledger);
        var publisher = server.publisher("w")) {
      assertThat(audience.connect(PATIENCE).ready()).isEqualTo(SUBSCRIBERS);
      var publication =
          new Publication(
              ledger, publisher, plan.channelNames(), plan::listeners, Duration.ofSeconds(1));
      publication.onSchedule(1_000, Duration.ofMillis(5), true);
      publication.awaitDeliveries();

      audience.expectReturns();
      server.cutAll();
      publication.onSchedule(1_000, Duration.ofMillis(1), true);
      assertThat(audience.awaitReturns(PATIENCE)).isTrue();
      publication.onSchedule(1_000, Duration.ofMillis(5), true);
      publication.awaitDeliveries();

      assertThat(audience.returns().returned()).isEqualTo(SUBSCRIBERS);
      assertThat(audience.returns().missing()).isZero();
      assertThat(audience.returns().times().count()).isEqualTo(SUBSCRIBERS);
      assertThat(audience.closures())
          .containsExactly(entry("closed without a close frame", SUBSCRIBERS));
      // This server doesn't replay: the one message in between is lost to all.
      assertThat(audience.missing(publication.sequences())).isEqualTo(SUBSCRIBERS);
    }
  }

  @Test
  void shouldComeBackAtOnceAfterDroppingItsConnectionsItself() throws Exception {
    try (Audience audience = Audience.prepare(loop, server, plan, ledger)) {
      audience.connect(PATIENCE);
      audience.expectReturns();
      audience.dropAll();

      assertThat(audience.awaitReturns(PATIENCE)).isTrue();
      assertThat(audience.closures()).isEmpty();
      assertThat(audience.returns().unrecovered()).isZero();
      assertThat(audience.returns().attemptsPerSecond()).isPositive();
    }
  }
}
