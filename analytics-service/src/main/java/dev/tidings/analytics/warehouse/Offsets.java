package dev.tidings.analytics.warehouse;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to where the topic's partitions are in the tables. That this is written with what they brought
 * is what makes every hit count once.
 */
@Singleton
final class Offsets {

  private static final String READ =
      "select partition, next_offset from hit_offsets where topic_id = ? and partition = any (?)";

  private static final String LOCK = READ + " order by partition for update";

  private static final String BEGIN =
      "insert into hit_offsets (topic_id, partition, next_offset) values (?, ?, ?)"
          + " on conflict do nothing";

  private static final String ADVANCE =
      "update hit_offsets set next_offset = ? where topic_id = ? and partition = ?";

  private final AgroalDataSource dataSource;

  Offsets(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The partitions that have been read before, and where to go on. */
  Map<Integer, Long> read(String topicId, Collection<Integer> partitions) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return query(connection, READ, topicId, partitions);
    }
  }

  /** Says where a partition is read from that was never read before. */
  void begin(String topicId, int partition, long offset) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(BEGIN)) {
      insert.setString(1, topicId);
      insert.setInt(2, partition);
      insert.setLong(3, offset);
      insert.executeUpdate();
    }
  }

  /** Where to go on, unchanged by others until the end of the transaction. */
  Map<Integer, Long> lock(Connection connection, String topicId, Collection<Integer> partitions)
      throws SQLException {
    return query(connection, LOCK, topicId, partitions);
  }

  /** Says that all before the offsets is stored, with the transaction. */
  void advance(Connection connection, String topicId, Map<Integer, Long> nextOffsets)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
      for (Map.Entry<Integer, Long> next : nextOffsets.entrySet()) {
        update.setLong(1, next.getValue());
        update.setString(2, topicId);
        update.setInt(3, next.getKey());
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static Map<Integer, Long> query(
      Connection connection, String sql, String topicId, Collection<Integer> partitions)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, topicId);
      select.setArray(2, connection.createArrayOf("int", partitions.toArray()));
      var offsets = new TreeMap<Integer, Long>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          offsets.put(row.getInt(1), row.getLong(2));
        }
      }
      return offsets;
    }
  }
}
