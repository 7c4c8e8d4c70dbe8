package dev.tidings.presence.status;

import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What workspaces were told: how many are what, and how often. */
@ApplicationScoped
class Rosters {

  private static final String WITH_NEWS =
      """
      select distinct workspace from user_presence where to_tell or doing_to_tell
      """;

  private static final String ENTER =
      """
      insert into rosters (workspace, version, online, away, busy) values (?, 0, 0, 0, 0)
      on conflict (workspace) do nothing
      """;

  private static final String LOCK =
      """
      select version, online, away, busy from rosters where workspace = ?
      for update skip locked
      """;

  private static final String READ =
      "select version, online, away, busy from rosters where workspace = ?";

  private static final String STORE =
      "update rosters set version = ?, online = ?, away = ?, busy = ? where workspace = ?";

  private final Sql sql;

  Rosters(Sql sql) {
    this.sql = sql;
  }

  /** One workspace's. */
  record Roster(long version, CountsView counts) {

    static final Roster EMPTY = new Roster(0, CountsView.of(0, 0, 0));
  }

  /** The workspaces that have something to be told. */
  List<String> withNews() {
    return sql.list(WITH_NEWS, row -> row.getString(1));
  }

  /** The workspace's, locked; empty if another replica tells it something at this moment. */
  Optional<Roster> lock(String workspace) {
    sql.update(ENTER, workspace);
    return sql.first(LOCK, Rosters::roster, workspace);
  }

  Roster read(String workspace) {
    return sql.<Roster>first(READ, Rosters::roster, workspace).orElse(Roster.EMPTY);
  }

  void store(String workspace, Roster roster) {
    CountsView counts = roster.counts();
    sql.update(STORE, roster.version(), counts.online(), counts.away(), counts.busy(), workspace);
  }

  private static Roster roster(ResultSet row) throws SQLException {
    return new Roster(row.getLong(1), CountsView.of(row.getInt(2), row.getInt(3), row.getInt(4)));
  }
}
