package dev.tidings.chat.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.platform.store.Sql;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a transaction sees, by the numbers of the transactions that made it.
 *
 * @param epoch which history of transactions: another after a restore from a dump or a copy, and
 *     after a standby has taken over, which may have lost the last ones
 * @param lowest every transaction below it is over
 * @param next no transaction from here on has begun
 */
record Moment(long epoch, long lowest, long next) {

  private static final String SELECT =
      """
      select c.system_identifier || ' ' || left(pg_walfile_name(pg_current_wal_lsn()), 8),
             pg_snapshot_xmin(s)::text::bigint, pg_snapshot_xmax(s)::text::bigint
        from pg_current_snapshot() s, pg_control_system() c
      """;

  /** What the present transaction sees. */
  static Moment present(Sql sql) {
    return sql.<Moment>list(
            SELECT, row -> new Moment(hash(row.getString(1)), row.getLong(2), row.getLong(3)))
        .getFirst();
  }

  private static long hash(String text) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)))
          .getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
