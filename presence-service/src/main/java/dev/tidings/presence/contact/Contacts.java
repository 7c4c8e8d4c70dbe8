package dev.tidings.presence.contact;

import dev.tidings.platform.store.Sql;
import dev.tidings.presence.person.PersonKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who is whose contact. Being contacts is mutual. Methods work in the caller's transaction. */
@ApplicationScoped
public class Contacts {

  /** In a fixed order, as both rows are locked. News that is older than what is known is none. */
  private static final String CHANGE =
      """
      insert into contacts (workspace, user_id, contact_id, connected, changed_at)
      select ?, user_id, contact_id, ?, ?
      from (values (?, ?), (?, ?)) as pair (user_id, contact_id)
      order by user_id
      on conflict (workspace, user_id, contact_id) do update
      set connected = excluded.connected, changed_at = excluded.changed_at
      where contacts.changed_at <= excluded.changed_at
        and contacts.connected <> excluded.connected
      """;

  private static final String REACHABLE =
      """
      select c.contact_id from contacts c
      join user_presence p on p.workspace = c.workspace and p.user_id = c.contact_id
      where c.workspace = ? and c.user_id = ? and c.connected and p.reachable
      order by c.contact_id limit ?
      """;

  private static final String AMONG =
      """
      select user_id from contacts
      where workspace = ? and user_id = any (?) and contact_id = ? and connected
      """;

  private final Sql sql;

  Contacts(Sql sql) {
    this.sql = sql;
  }

  /**
   * Two people have become contacts, or are no more.
   *
   * @param at when, by the clock of whoever says so; of two changes the later counts
   * @return whether that is news
   */
  public boolean change(PersonKey one, String other, boolean connected, Instant at) {
    return sql.update(
            CHANGE, one.workspace(), connected, at, one.userId(), other, other, one.userId())
        > 0;
  }

  /** A person's contacts who are connected, by id. */
  public List<String> reachable(PersonKey person, int limit) {
    return sql.list(REACHABLE, row -> row.getString(1), person.workspace(), person.userId(), limit);
  }

  /** Those of the people who are the reader's contacts. */
  public Set<String> among(Collection<String> userIds, PersonKey reader) {
    return new HashSet<>(
        sql.list(AMONG, row -> row.getString(1), reader.workspace(), userIds, reader.userId()));
  }
}
