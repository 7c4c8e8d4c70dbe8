package dev.tidings.chat.search;

import dev.tidings.chat.directory.Caller;
import dev.tidings.chat.membership.Memberships;
import dev.tidings.chat.message.MessageColumns;
import dev.tidings.chat.message.MessageView;
import dev.tidings.platform.page.Cursor;
import dev.tidings.platform.page.Page;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.postgresql.PGStatement;

/** Finds messages. A message is found only by who is a member of its room at that moment. */
@ApplicationScoped
class Search {

  private static final String FIND =
      "select "
          + MessageColumns.SELECTED
          + """
          , s.created_at as found_at
            from message_search s
            join chat_room_members own
              on own.room_id = s.room_id and own.user_id = ? and own.workspace = ?
            join chat_messages x on x.id = s.message_id and x.deleted_at is null
            left join chat_users sender
              on sender.workspace = own.workspace and sender.user_id = x.user_id
           where s.document @@ (
                   (websearch_to_tsquery('english', ?) || websearch_to_tsquery('german', ?)
                     || websearch_to_tsquery('russian', ?) || websearch_to_tsquery('simple', ?)
                     || coalesce(to_tsquery('simple', ?), ''::tsquery))
                   && ?::tsquery)
             and (?::text is null or x.user_id = ?)
             and (?::timestamptz is null or s.created_at >= ?)
             and (?::timestamptz is null or s.created_at < ?)
             and (s.created_at, s.message_id) < (?, ?)
           order by s.created_at desc, s.message_id desc
           limit ?
          """;

  /** A word's stems in every language. */
  private static final String STEMS =
      """
      select word, tsvector_to_array(
               to_tsvector('english', folded) || to_tsvector('german', folded)
                 || to_tsvector('russian', folded) || to_tsvector('simple', folded))
        from unnest(?::text[], ?::text[]) as words (word, folded)
      """;

  /**
   * A frequent word is found by going back in time, a rare one by the index of words. PostgreSQL
   * knows which is which only if it plans with the words at hand.
   */
  private static final int PLANNED_EACH_TIME = 0;

  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");
  private static final UUID LAST = new UUID(-1, -1);

  private final AgroalDataSource dataSource;
  private final Memberships memberships;

  Search(AgroalDataSource dataSource, Memberships memberships) {
    this.dataSource = dataSource;
    this.memberships = memberships;
  }

  private record Found(MessageView message, Instant at) {}

  /**
   * A page of what is found, the newest first.
   *
   * @param cursor where the page before ended; null for the first
   * @throws dev.tidings.platform.problem.ProblemException {@code not-found} if the room is none of
   *     the caller's
   */
  Page<SearchHit> page(Caller caller, SearchQuery request, String cursor, int limit) {
    if (request.roomId() != null) {
      memberships.roleOf(caller, request.roomId());
    }
    SearchText text = SearchText.of(request.query());
    if (text.runs().isEmpty() && Excerpt.words(text.words()).isEmpty()) {
      return new Page<>(List.of(), null, null);
    }
    try (var connection = dataSource.getConnection()) {
      Page<Found> found =
          Page.ofOneMore(
              find(connection, caller, request, text, cursor, limit + 1),
              limit,
              last -> Cursor.of(last.at(), last.message().id()));
      return new Page<>(
          hits(connection, text, found.items()), found.nextCursor(), found.prevCursor());
    } catch (SQLException e) {
      throw new SearchException("Messages cannot be searched", e);
    }
  }

  private static List<Found> find(
      Connection connection,
      Caller caller,
      SearchQuery request,
      SearchText text,
      String cursor,
      int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.unwrap(PGStatement.class).setPrepareThreshold(PLANNED_EACH_TIME);
      int i = 0;
      select.setString(++i, caller.id());
      select.setString(++i, caller.workspace());
      for (int language = 0; language < 4; language++) {
        select.setString(++i, text.words());
      }
      select.setString(++i, text.unfinished().orElse(null));
      select.setString(++i, required(caller, request, text));
      select.setString(++i, request.userId());
      select.setString(++i, request.userId());
      for (Instant bound : new Instant[] {request.after(), request.before()}) {
        Timestamp time = bound == null ? null : Timestamp.from(bound);
        select.setTimestamp(++i, time);
        select.setTimestamp(++i, time);
      }
      Cursor end = cursor == null ? Cursor.of(END_OF_TIME, LAST) : Cursor.decode(cursor, 2);
      select.setTimestamp(++i, Timestamp.from(end.instant(0)));
      select.setObject(++i, end.uuid(1));
      select.setInt(++i, limit);
      var found = new ArrayList<Found>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Found(MessageColumns.read(row), row.getTimestamp("found_at").toInstant()));
        }
      }
      return found;
    }
  }

  /** What every document must have besides the words; the index narrows by all of it at once. */
  private static String required(Caller caller, SearchQuery request, SearchText text) {
    var terms = new ArrayList<String>(text.required());
    terms.add(Scope.ofWorkspace(caller.workspace()));
    if (request.roomId() != null) {
      terms.add(Scope.ofRoom(request.roomId()));
    }
    return terms.stream().map(term -> "'" + term + "'").collect(Collectors.joining(" & "));
  }

  private static List<SearchHit> hits(Connection connection, SearchText query, List<Found> found)
      throws SQLException {
    if (found.isEmpty()) {
      return List.of();
    }
    var words = new HashSet<String>();
    found.forEach(each -> words.addAll(Excerpt.words(each.message().message())));
    List<String> wanted = Excerpt.words(query.words());
    words.addAll(wanted);
    Map<String, Set<String>> stems = stems(connection, words);
    var looked = new HashSet<String>();
    wanted.forEach(word -> looked.addAll(stems.getOrDefault(word, Set.of())));
    Set<String> parts = query.required();
    Set<String> beginnings = query.beginnings();
    return found.stream()
        .map(
            each ->
                new SearchHit(
                    each.message(),
                    Excerpt.of(
                        each.message().message(),
                        word ->
                            stems.getOrDefault(word, Set.of()).stream().anyMatch(looked::contains)
                                || beginnings.stream().anyMatch(SearchText.fold(word)::startsWith),
                        parts)))
        .toList();
  }

  private static Map<String, Set<String>> stems(Connection connection, Collection<String> words)
      throws SQLException {
    var stems = new HashMap<String, Set<String>>();
    try (PreparedStatement select = connection.prepareStatement(STEMS)) {
      select.setArray(1, connection.createArrayOf("text", words.toArray()));
      select.setArray(
          2, connection.createArrayOf("text", words.stream().map(SearchText::fold).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          stems.put(row.getString(1), Set.of((String[]) row.getArray(2).getArray()));
        }
      }
    }
    return stems;
  }
}
