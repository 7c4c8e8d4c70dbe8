package dev.tidings.notification.delivery;

import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Which broadcasts are on their way to people, and how far. */
@ApplicationScoped
class BroadcastRounds {

  /** A broadcast that somebody is taking back is theirs, and its round goes with it. */
  private static final String CLAIM =
      """
      select r.broadcast_id, r.workspace, r.came_to
        from broadcast_rounds r join broadcasts b on b.id = r.broadcast_id
       order by r.broadcast_id limit 1
         for key share of b skip locked for update of r skip locked
      """;

  private final Sql sql;

  BroadcastRounds(Sql sql) {
    this.sql = sql;
  }

  /**
   * A broadcast on its way.
   *
   * @param cameTo the last person that it has come to; empty for nobody
   */
  record Round(UUID broadcast, String workspace, String cameTo) {}

  /** Sends a broadcast on its way. */
  void begin(String workspace, UUID broadcast) {
    sql.update(
        "insert into broadcast_rounds (broadcast_id, workspace, came_to) values (?, ?, '')",
        broadcast,
        workspace);
  }

  /** One that no other replica has now, locked until the transaction ends. */
  Optional<Round> claim() {
    return sql.first(
        CLAIM,
        row ->
            new Round(
                row.getObject("broadcast_id", UUID.class),
                row.getString("workspace"),
                row.getString("came_to")));
  }

  /** Notes to whom it has come. */
  void comeTo(Round round, String user) {
    sql.update(
        "update broadcast_rounds set came_to = ? where broadcast_id = ?", user, round.broadcast());
  }

  /** It has come to everybody. */
  void end(Round round) {
    sql.update("delete from broadcast_rounds where broadcast_id = ?", round.broadcast());
  }

  /** Whether the broadcast is still on its way. */
  boolean isOn(UUID broadcast) {
    return sql.number("select count(*) from broadcast_rounds where broadcast_id = ?", broadcast)
        > 0;
  }
}
