package dev.tidings.notification.email;

import dev.tidings.notification.feed.CitationChanged;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Keeps what mails say that differ from their notifications; gone with these. */
@ApplicationScoped
public class MailTexts {

  private static final String PUT =
      """
      insert into mail_texts (notification_id, subject, body)
      select id::uuid, ?, ? from unnest(?) id
      """;

  private final Sql sql;

  MailTexts(Sql sql) {
    this.sql = sql;
  }

  /** Has the mails of notifications say this, in the transaction in which they are made. */
  public void put(Collection<UUID> notifications, MailText text) {
    sql.update(
        PUT, text.subject(), text.body(), notifications.stream().map(UUID::toString).toList());
  }

  /** What they would have said is not so any more: they say what their notifications say. */
  void forget(@Observes CitationChanged change) {
    sql.update(
        "delete from mail_texts where notification_id = any (?::uuid[])",
        change.notifications().stream().map(UUID::toString).toList());
  }

  /** What differs, by notification; nothing for one whose mail says what it says. */
  Map<String, MailText> of(Collection<String> notifications) {
    var texts = new HashMap<String, MailText>();
    sql.list(
            "select notification_id, subject, body from mail_texts where notification_id = any (?::uuid[])",
            row ->
                Map.entry(
                    row.getString("notification_id"),
                    new MailText(row.getString("subject"), row.getString("body"))),
            notifications)
        .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
    return texts;
  }
}
