package dev.tidings.presence.connection;

import dev.tidings.platform.store.Sql;
import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.person.PersonKey;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What clients say of themselves: that they are used or idle, which page they show, what is done
 * with which thing. It counts while the client's connection does. Every method works in the
 * caller's transaction. A client speaks for its own user only: what another user says under its id
 * changes nothing.
 */
@ApplicationScoped
public class Devices {

  private static final String USED =
      """
      insert into devices (session_id, workspace, user_id, idle, active_at, said_at)
      values (?, ?, ?, false, ?, ?)
      on conflict (session_id) do update
      set idle = false, active_at = excluded.active_at, said_at = excluded.said_at
      where devices.workspace = excluded.workspace and devices.user_id = excluded.user_id
      returning xmax = 0
      """;

  private static final String IDLE =
      """
      insert into devices (session_id, workspace, user_id, idle, active_at, said_at)
      values (?, ?, ?, true, ?, ?)
      on conflict (session_id) do update
      set idle = true, activity = null, resource_type = null, resource_id = null,
        resource_channel = null, said_at = excluded.said_at
      where devices.workspace = excluded.workspace and devices.user_id = excluded.user_id
      """;

  private static final String PAGE =
      """
      update devices set page = ?, page_title = ?, page_channel = ?
      where session_id = ? and workspace = ? and user_id = ?
        and (page, page_title) is distinct from (?, ?)
      """;

  private static final String ACTIVITY =
      """
      update devices set activity = ?, resource_type = ?, resource_id = ?, resource_channel = ?
      where session_id = ? and workspace = ? and user_id = ?
        and (activity, resource_type, resource_id) is distinct from (?, ?, ?)
      """;

  private static final String PLACES =
      """
      select distinct place from devices d,
        lateral (values (d.page_channel), (d.resource_channel)) as p (place)
      where d.session_id = ? and place is not null
      """;

  private static final String PLACES_OF =
      """
      select distinct d.workspace, place from devices d,
        lateral (values (d.page_channel), (d.resource_channel)) as p (place)
      where d.session_id = any (?) and place is not null
      """;

  private static final String DOING =
      """
      select distinct on (d.workspace, d.user_id) d.workspace, d.user_id, d.page, d.page_title,
        d.activity, d.resource_type, d.resource_id, d.said_at
      from unnest(?::text[], ?::text[]) as w (workspace, user_id)
      join devices d on d.workspace = w.workspace and d.user_id = w.user_id
        and (d.page is not null or d.activity is not null)
      join connections c on c.session_id = d.session_id
      left join gateway_leases l on l.gateway_id = c.gateway_id
      where l.live or c.expires_at > ?
      order by d.workspace, d.user_id, d.said_at desc, d.session_id
      """;

  private static final String NOT_IN_THE_FUTURE =
      "update devices set active_at = ? where active_at > ?";

  private static final String FORGET =
      """
      delete from devices d where d.said_at < ?
        and not exists (select 1 from connections c where c.session_id = d.session_id)
      """;

  private final Sql sql;
  private final PresenceConfig config;
  private final Clock clock;

  Devices(Sql sql, PresenceConfig config, Clock clock) {
    this.sql = sql;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The client is used.
   *
   * @return whether it has never said anything before: until now it was in use without an end
   */
  public boolean used(String sessionId, PersonKey person) {
    Instant now = clock.instant();
    return sql.first(
            USED,
            row -> row.getBoolean(1),
            sessionId,
            person.workspace(),
            person.userId(),
            now,
            now)
        .orElse(false);
  }

  /** The client is not used for the present, and nothing is done on it. */
  public void idle(String sessionId, PersonKey person) {
    Instant now = clock.instant();
    sql.update(IDLE, sessionId, person.workspace(), person.userId(), now, now);
  }

  /** The clock was set back: nobody was last used in the future. */
  public void clockWasSetBack() {
    Instant now = clock.instant();
    sql.update(NOT_IN_THE_FUTURE, now, now);
  }

  /**
   * The client, which has said that it is used, shows a page.
   *
   * @return whether it showed another before
   */
  public boolean shows(String sessionId, PersonKey person, String page, String title) {
    return sql.update(
            PAGE,
            page,
            title,
            page == null ? null : PlaceChannel.id(PlaceChannel.PAGE, page),
            sessionId,
            person.workspace(),
            person.userId(),
            page,
            title)
        > 0;
  }

  /**
   * On the client, which has said that it is used, something is done with a thing.
   *
   * @return whether it was something else before
   */
  public boolean does(
      String sessionId, PersonKey person, String activity, String resourceType, String resourceId) {
    return sql.update(
            ACTIVITY,
            activity,
            resourceType,
            resourceId,
            PlaceChannel.id(resourceType, resourceId),
            sessionId,
            person.workspace(),
            person.userId(),
            activity,
            resourceType,
            resourceId)
        > 0;
  }

  /** Where the client is: the names of its places. */
  public List<String> places(String sessionId) {
    return sql.list(PLACES, row -> row.getString(1), sessionId);
  }

  /** Where any of the clients is: the names of its places, by workspace. */
  public Map<String, Set<String>> places(Collection<String> sessionIds) {
    var places = new TreeMap<String, Set<String>>();
    sql.list(PLACES_OF, row -> List.of(row.getString(1), row.getString(2)), sessionIds)
        .forEach(
            place ->
                places
                    .computeIfAbsent(place.getFirst(), _ -> new TreeSet<>())
                    .add(place.getLast()));
    return places;
  }

  /** What the people do; those of whom nothing is known are left out. */
  public Map<PersonKey, Doing> doing(Collection<PersonKey> people) {
    var doing = new LinkedHashMap<PersonKey, Doing>();
    if (!people.isEmpty()) {
      sql.list(
              DOING,
              Devices::doing,
              people.stream().map(PersonKey::workspace).toList(),
              people.stream().map(PersonKey::userId).toList(),
              clock.instant())
          .forEach(each -> doing.put(each.person(), each));
    }
    return doing;
  }

  private static Doing doing(ResultSet row) throws SQLException {
    return new Doing(
        new PersonKey(row.getString(1), row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getObject(8, OffsetDateTime.class).toInstant());
  }

  /** What was said by clients whose connection was never heard of, or is forgotten. */
  @Scheduled(every = "${tidings.presence.clean-up-every:10m}", delayed = "1m")
  void forgetUnconnected() {
    sql.update(FORGET, clock.instant().minus(config.silentGatewayRetention()));
  }
}
