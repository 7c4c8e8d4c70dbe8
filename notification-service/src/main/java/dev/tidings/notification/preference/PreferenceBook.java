package dev.tidings.notification.preference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.notification.feed.PersonErased;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.store.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps what each person wants. */
@ApplicationScoped
public class PreferenceBook {

  private static final String PUT =
      """
      insert into notification_preferences (workspace, user_id, settings, changed_at)
      values (?, ?, ?::jsonb, ?)
      on conflict (workspace, user_id) do update
        set settings = excluded.settings, changed_at = excluded.changed_at
      """;

  private final Sql sql;
  private final Event<PreferencesChanged> changed;
  private final Clock clock;

  PreferenceBook(Sql sql, Event<PreferencesChanged> changed, Clock clock) {
    this.sql = sql;
    this.changed = changed;
    this.clock = clock;
  }

  /** What the person wants; the default if nothing was ever said. */
  public Preferences of(RecipientKey person) {
    return sql.<Preferences>first(
            "select settings from notification_preferences where workspace = ? and user_id = ?",
            row -> read(row.getString("settings")),
            person.workspace(),
            person.userId())
        .orElse(Preferences.DEFAULT);
  }

  /** What each of the people wants. */
  public Map<RecipientKey, Preferences> of(Collection<RecipientKey> people) {
    var wanted = new HashMap<RecipientKey, Preferences>();
    people.forEach(person -> wanted.put(person, Preferences.DEFAULT));
    people.stream()
        .collect(
            Collectors.groupingBy(
                RecipientKey::workspace, Collectors.mapping(RecipientKey::userId, toList())))
        .forEach(
            (workspace, users) ->
                sql.list(
                        """
                        select user_id, settings from notification_preferences
                        where workspace = ? and user_id = any (?)
                        """,
                        row ->
                            Map.entry(
                                new RecipientKey(workspace, row.getString("user_id")),
                                read(row.getString("settings"))),
                        workspace,
                        users)
                    .forEach(entry -> wanted.put(entry.getKey(), entry.getValue())));
    return wanted;
  }

  /** Replaces what the person wants, also for what is waiting already. */
  @Transactional
  public void put(RecipientKey person, Preferences preferences) {
    sql.update(
        PUT,
        person.workspace(),
        person.userId(),
        new String(Json.bytes(PreferencesView.of(preferences)), UTF_8),
        clock.instant());
    changed.fire(new PreferencesChanged(person));
  }

  private static Preferences read(String settings) {
    try {
      return Json.mapper().readValue(settings, PreferencesView.class).read();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored preferences are no JSON", e);
    }
  }

  /** Forgets what the person wants. */
  void forget(@Observes PersonErased erased) {
    sql.update(
        "delete from notification_preferences where workspace = ? and user_id = ?",
        erased.person().workspace(),
        erased.person().userId());
  }
}
