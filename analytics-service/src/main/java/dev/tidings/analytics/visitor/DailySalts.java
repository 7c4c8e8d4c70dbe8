package dev.tidings.analytics.visitor;

import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A random salt per UTC day. The first replica that needs a day's salt makes it, the others read
 * it. Yesterday's is kept so that a visit over midnight can still be recognised, older ones are
 * deleted.
 */
@Singleton
final class DailySalts implements Salts {

  private static final int BYTES = 32;

  private final AgroalDataSource dataSource;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /** Of today and yesterday, for hits that come late or shortly after midnight. */
  private final Map<LocalDate, byte[]> known = new ConcurrentHashMap<>();

  DailySalts(AgroalDataSource dataSource, Clock clock) {
    this.dataSource = dataSource;
    this.clock = clock;
  }

  @Override
  public byte[] of(LocalDate day) {
    byte[] salt = known.get(day);
    if (salt == null) {
      salt = makeOrRead(day);
      known.put(day, salt);
    }
    return salt;
  }

  private byte[] makeOrRead(LocalDate day) {
    try (var connection = dataSource.getConnection()) {
      make(connection, day);
      return read(connection, day);
    } catch (SQLException e) {
      throw new IllegalStateException("The day's salt cannot be read", e);
    }
  }

  private void make(Connection connection, LocalDate day) throws SQLException {
    var salt = new byte[BYTES];
    random.nextBytes(salt);
    try (var insert =
        connection.prepareStatement(
            "insert into visitor_salts (day, salt) values (?, ?) on conflict do nothing")) {
      insert.setObject(1, day);
      insert.setBytes(2, salt);
      insert.executeUpdate();
    }
  }

  private static byte[] read(Connection connection, LocalDate day) throws SQLException {
    try (var select = connection.prepareStatement("select salt from visitor_salts where day = ?")) {
      select.setObject(1, day);
      try (var row = select.executeQuery()) {
        row.next();
        return row.getBytes(1);
      }
    }
  }

  /** Forgets what is older than yesterday, in the table and here. */
  @Scheduled(every = "10m", delayed = "1m")
  void forgetOldSalts() {
    LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
    known.keySet().removeIf(day -> day.isBefore(yesterday));
    try (var connection = dataSource.getConnection();
        var delete = connection.prepareStatement("delete from visitor_salts where day < ?")) {
      delete.setObject(1, yesterday);
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Old salts cannot be deleted", e);
    }
  }
}
