package dev.tidings.notification.contact;

import dev.tidings.notification.feed.PersonErased;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** Keeps where people are reached. */
@ApplicationScoped
public class Contacts {

  private static final String PUT =
      """
      insert into contacts (workspace, user_id, email, phone, changed_at) values (?, ?, ?, ?, ?)
      on conflict (workspace, user_id) do update
        set email = excluded.email, phone = excluded.phone, changed_at = excluded.changed_at
      """;

  /** Changes, and writes, only where the token says something new. */
  private static final String LEARN =
      """
      insert into contacts (workspace, user_id, email, changed_at) values (?, ?, ?, ?)
      on conflict (workspace, user_id) do update
        set email = excluded.email, changed_at = excluded.changed_at
        where contacts.email is distinct from excluded.email
      """;

  private final Sql sql;
  private final Clock clock;

  Contacts(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  /** Where the person is reached. */
  public Contact of(RecipientKey person) {
    return sql.<Contact>first(
            "select email, phone from contacts where workspace = ? and user_id = ?",
            row -> new Contact(row.getString("email"), row.getString("phone")),
            person.workspace(),
            person.userId())
        .orElse(Contact.UNKNOWN);
  }

  /** Replaces what is known of the person. */
  @Transactional
  public void put(RecipientKey person, Contact contact) {
    sql.update(
        PUT,
        person.workspace(),
        person.userId(),
        contact.email(),
        contact.phone(),
        clock.instant());
  }

  /** Takes in the address that the person's verified token carries. */
  @Transactional
  public void learn(RecipientKey person, String email) {
    sql.update(LEARN, person.workspace(), person.userId(), email, clock.instant());
  }

  /** Forgets where the person is reached. */
  void forget(@Observes PersonErased erased) {
    sql.update(
        "delete from contacts where workspace = ? and user_id = ?",
        erased.person().workspace(),
        erased.person().userId());
  }
}
