package dev.tidings.chat.search;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.UUID;

/** Writes documents. Works in the caller's transaction if there is one. */
@ApplicationScoped
public class SearchIndex {

  private static final String CURRENT =
      """
      select m.id, m.room_id, m.created_at, m.message, r.workspace
        from chat_messages m join chat_rooms r on r.id = m.room_id
       where m.id = any (?) and m.deleted_at is null
       order by m.id
      """;

  private static final String STORE =
      """
      insert into message_search (message_id, room_id, created_at, document)
      values (?, ?, ?,
              to_tsvector('english', ?) || to_tsvector('german', ?) || to_tsvector('russian', ?)
                || to_tsvector('simple', ?)
                || array_to_tsvector(?))
      on conflict (message_id) do update set document = excluded.document
      """;

  private static final String FORGET =
      """
      delete from message_search s
       where s.message_id = any (?)
         and not exists (
           select from chat_messages m where m.id = s.message_id and m.deleted_at is null)
      """;

  private final AgroalDataSource dataSource;

  SearchIndex(AgroalDataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Brings the documents of messages to what the messages are now. */
  public void update(Collection<UUID> messageIds) {
    if (messageIds.isEmpty()) {
      return;
    }
    try (var connection = dataSource.getConnection();
        var current = connection.prepareStatement(CURRENT);
        var store = connection.prepareStatement(STORE);
        var forget = connection.prepareStatement(FORGET)) {
      var ids = connection.createArrayOf("uuid", messageIds.stream().sorted().toArray());
      current.setArray(1, ids);
      try (ResultSet row = current.executeQuery()) {
        while (row.next()) {
          SearchText text = SearchText.of(row.getString("message"));
          store.setObject(1, row.getObject("id", UUID.class));
          UUID room = row.getObject("room_id", UUID.class);
          store.setObject(2, room);
          store.setTimestamp(3, row.getTimestamp("created_at"));
          for (int language = 4; language <= 7; language++) {
            store.setString(language, text.words());
          }
          var terms = new ArrayList<String>(text.indexed());
          terms.add(Scope.ofWorkspace(row.getString("workspace")));
          terms.add(Scope.ofRoom(room));
          store.setArray(8, connection.createArrayOf("text", terms.toArray()));
          store.addBatch();
        }
      }
      store.executeBatch();
      forget.setArray(1, ids);
      forget.executeUpdate();
    } catch (SQLException e) {
      throw new SearchException("Messages cannot be indexed", e);
    }
  }
}
