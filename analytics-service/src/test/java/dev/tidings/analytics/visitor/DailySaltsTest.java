package dev.tidings.analytics.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.analytics.Database;
import dev.tidings.platform.testkit.MutableClock;
import dev.tidings.platform.testkit.server.TidingsServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/**
 * R-A3: random salts of a day, two days at most. The days are long past, of no use to the service.
 */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class DailySaltsTest {

  private static final LocalDate DAY = LocalDate.parse("1999-03-01");

  @Inject AgroalDataSource dataSource;
  @Inject Database database;

  private final MutableClock clock = MutableClock.at("1999-03-02T00:00:00Z");

  @Test
  void shouldBeTheSameForAllReplicas() {
    byte[] salt = new DailySalts(dataSource, clock).of(DAY);
    assertThat(new DailySalts(dataSource, clock).of(DAY)).isEqualTo(salt).hasSize(32);
    assertThat(new DailySalts(dataSource, clock).of(DAY.plusDays(1))).isNotEqualTo(salt);
  }

  @Test
  void shouldBeForgottenAfterTheNextDay() throws Exception {
    var salts = new DailySalts(dataSource, clock);
    byte[] salt = salts.of(DAY);
    salts.forgetOldSalts();
    assertThat(salts.of(DAY)).isEqualTo(salt);

    clock.set(DAY.plusDays(2).atStartOfDay(clock.getZone()).toInstant());
    salts.forgetOldSalts();

    assertThat(database.text("select day from visitor_salts where day = '1999-03-01'")).isEmpty();
    assertThat(salts.of(DAY)).isNotEqualTo(salt);
  }
}
