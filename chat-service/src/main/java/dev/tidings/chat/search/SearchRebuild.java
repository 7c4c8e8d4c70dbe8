package dev.tidings.chat.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes a workspace's documents anew from its messages, after a change of how they are made. */
@ApplicationScoped
class SearchRebuild {

  private static final Logger LOG = Logger.getLogger(SearchRebuild.class);
  private static final int BATCH = 500;
  private static final UUID FIRST = new UUID(0, 0);

  private static final String NEXT =
      """
      select m.id from chat_messages m join chat_rooms r on r.id = m.room_id
       where r.workspace = ? and m.id > ?
       order by m.id limit ?
      """;

  private final AgroalDataSource dataSource;
  private final SearchIndex index;

  SearchRebuild(AgroalDataSource dataSource, SearchIndex index) {
    this.dataSource = dataSource;
    this.index = index;
  }

  /** Begins, and returns at once. */
  void start(String workspace) {
    Thread.ofVirtual().name("search-rebuild").start(() -> run(workspace));
  }

  private void run(String workspace) {
    try {
      LOG.infof("Indexed %d messages anew, workspace=%s", rebuild(workspace), workspace);
    } catch (RuntimeException e) {
      LOG.errorf(e, "Messages could not be indexed anew, workspace=%s", workspace);
    }
  }

  /** Indexes every message; what is sent meanwhile is indexed by the projector. */
  long rebuild(String workspace) {
    long indexed = 0;
    List<UUID> ids = next(workspace, FIRST);
    while (!ids.isEmpty()) {
      index.update(ids);
      indexed += ids.size();
      ids = next(workspace, ids.getLast());
    }
    return indexed;
  }

  private List<UUID> next(String workspace, UUID after) {
    try (var connection = dataSource.getConnection();
        var select = connection.prepareStatement(NEXT)) {
      select.setString(1, workspace);
      select.setObject(2, after);
      select.setInt(3, BATCH);
      var ids = new ArrayList<UUID>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ids.add(row.getObject(1, UUID.class));
        }
      }
      return ids;
    } catch (SQLException e) {
      throw new SearchException("Messages cannot be read", e);
    }
  }
}
