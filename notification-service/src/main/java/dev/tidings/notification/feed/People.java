package dev.tidings.notification.feed;

import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Knows who is in a workspace, and with which roles: whoever has called, been at a device, been in
 * a room or been notified. Broadcasts that came before somebody was known are not for them.
 */
@ApplicationScoped
public class People {

  /** More roles than anybody has. */
  private static final int MAX_ROLES = 100;

  private static final String ROLES =
      """
      select coalesce((select array_agg(m.role) from role_members m
                        where m.workspace = r.workspace and m.user_id = r.user_id), '{}')
        from recipients r where r.workspace = ? and r.user_id = ?
      """;

  private static final String GAINED =
      """
      insert into role_members (workspace, user_id, role, since_broadcast)
      select ?, ?, gained, coalesce((select last_seq from broadcast_logs where workspace = ?), 0)
        from unnest(?::text[]) gained
      on conflict do nothing
      """;

  private static final String LOST =
      "delete from role_members where workspace = ? and user_id = ? and role <> all (?)";

  private final RecipientRepository recipients;
  private final NotificationEvents events;
  private final Sql sql;

  People(RecipientRepository recipients, NotificationEvents events, Sql sql) {
    this.recipients = recipients;
    this.events = events;
    this.sql = sql;
  }

  /** People have been seen in their workspaces; joins the present transaction. */
  @Transactional
  public void met(Collection<RecipientKey> people) {
    if (!people.isEmpty()) {
      recipients.enter(people);
    }
  }

  /** The caller, who is known from now on, with the roles that the token names. */
  @Transactional
  public RecipientKey caller(CurrentUser caller) {
    var person = new RecipientKey(caller.workspace(), caller.id());
    Set<String> roles = roles(caller);
    Optional<Set<String>> known =
        sql.first(
            ROLES,
            row -> {
              Array stored = row.getArray(1);
              return new TreeSet<>(List.of((String[]) stored.getArray()));
            },
            person.workspace(),
            person.userId());
    if (known.isEmpty() || !known.get().equals(roles)) {
      remember(person, roles);
    }
    return person;
  }

  private void remember(RecipientKey person, Set<String> roles) {
    recipients.lockOrCreate(List.of(person));
    long before = recipients.unread(List.of(person)).get(person).count();
    sql.update(LOST, person.workspace(), person.userId(), roles);
    sql.update(GAINED, person.workspace(), person.userId(), person.workspace(), roles);
    if (recipients.unread(List.of(person)).get(person).count() != before) {
      events.announce(person, List.of());
    }
  }

  private static Set<String> roles(CurrentUser caller) {
    var roles = new TreeSet<String>();
    caller.roles().stream().filter(People::isRole).sorted().limit(MAX_ROLES).forEach(roles::add);
    return roles;
  }

  /** A role that names no channel is nobody's audience. */
  private static boolean isRole(String role) {
    try {
      return !Channel.of("role", role).id().isEmpty();
    } catch (InvalidChannelException e) {
      return false;
    }
  }
}
