package dev.tidings.presence.place;

import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.outbox.Outbox;
import dev.tidings.platform.store.Sql;
import dev.tidings.presence.PresenceConfig;
import dev.tidings.presence.person.PersonKey;
import dev.tidings.presence.person.UserView;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Pages and things that are watched, and who is there. */
@ApplicationScoped
public class Places {

  private static final String TOPIC = "presence.status.v1";
  private static final int BATCH = 200;

  private static final String WATCH =
      """
      insert into watched_places (workspace, channel_id, kind, place_id, watched_until)
      values (?, ?, ?, ?, ?)
      on conflict (workspace, channel_id) do update
      set watched_until = greatest(watched_places.watched_until, excluded.watched_until)
      """;

  /**
   * In a fixed order, as several are locked. Whether a place is to be told already is only known
   * once it is locked: whoever tells of it right now may have looked before.
   */
  private static final String CHANGED =
      """
      with affected as (
        select workspace, channel_id, to_tell from watched_places
        where workspace = ? and channel_id = any (?)
        order by channel_id for update
      )
      update watched_places w set to_tell = true
      from affected a where w.workspace = a.workspace and w.channel_id = a.channel_id
        and not a.to_tell
      """;

  private static final String CHANGED_FOR =
      """
      with affected as (
        select w.workspace, w.channel_id, w.to_tell from watched_places w
        where (w.workspace, w.channel_id) in (
          select d.workspace, p.place
          from unnest(?::text[], ?::text[]) as u (workspace, user_id)
          join devices d on d.workspace = u.workspace and d.user_id = u.user_id,
          lateral (values (d.page_channel), (d.resource_channel)) as p (place)
          where p.place is not null)
        order by w.workspace, w.channel_id for update
      )
      update watched_places w set to_tell = true
      from affected a where w.workspace = a.workspace and w.channel_id = a.channel_id
        and not a.to_tell
      """;

  private static final String CHANGED_AT =
      """
      with affected as (
        select w.workspace, w.channel_id, w.to_tell from watched_places w
        where (w.workspace, w.channel_id) in (
          select d.workspace, p.place
          from connections c join devices d on d.session_id = c.session_id,
          lateral (values (d.page_channel), (d.resource_channel)) as p (place)
          where c.gateway_id = ? and p.place is not null)
        order by w.workspace, w.channel_id for update
      )
      update watched_places w set to_tell = true
      from affected a where w.workspace = a.workspace and w.channel_id = a.channel_id
        and not a.to_tell
      """;

  private static final String TAKE =
      """
      with due as (
        select workspace, channel_id from watched_places where to_tell
        order by workspace, channel_id limit ? for update skip locked
      )
      update watched_places w set to_tell = false
      from due where w.workspace = due.workspace and w.channel_id = due.channel_id
      returning w.workspace, w.kind, w.place_id
      """;

  private static final String FORGET = "delete from watched_places where watched_until < ?";

  /** Whoever is there with several clients is there once, with the one that spoke last. */
  private static final String HERE =
      """
      select user_id, status, activity, said_at, first_name, last_name, profile_image
      from (
        select distinct on (d.user_id) d.user_id,
          case when p.public_status <> 'offline' then p.public_status else p.status end as status,
          case when d.resource_channel = ? then d.activity end as activity, d.said_at,
          p.first_name, p.last_name, p.profile_image
        from devices d
        join connections c on c.session_id = d.session_id
        left join gateway_leases l on l.gateway_id = c.gateway_id
        join user_presence p on p.workspace = d.workspace and p.user_id = d.user_id
        where d.workspace = ? and (d.page_channel = ? or d.resource_channel = ?)
          and (l.live or c.expires_at > ?)
          and (p.public_status <> 'offline' or p.status <> 'offline' and (
            p.user_id = ? or exists (
              select 1 from contacts k
              where k.workspace = p.workspace and k.user_id = p.user_id and k.contact_id = ?
                and k.connected)))
        order by d.user_id, d.said_at desc, d.session_id
      ) here
      order by user_id
      """;

  /** Nobody's id: such a reader sees what everybody sees. */
  private static final String ANYBODY = "";

  private final Sql sql;
  private final Outbox outbox;
  private final PresenceConfig config;
  private final EventIds ids;
  private final Clock clock;

  Places(Sql sql, Outbox outbox, PresenceConfig config, EventIds ids, Clock clock) {
    this.sql = sql;
    this.outbox = outbox;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** Who is there, as the reader may see it; changes are told for a while. */
  @Transactional
  public HereView watch(Place place, String reader) {
    Instant until = clock.instant().plus(config.placeWatch());
    sql.update(WATCH, place.workspace(), place.channelId(), place.kind(), place.id(), until);
    List<PersonHereView> here = here(place, reader);
    return new HereView(place.channel().value(), until, here.size(), shown(here));
  }

  /** Who is at these places has changed in this transaction. */
  public void changed(String workspace, Collection<String> channelIds) {
    if (!channelIds.isEmpty()) {
      sql.update(CHANGED, workspace, channelIds);
    }
  }

  /** These people have come or gone in this transaction, wherever they are. */
  public void changedFor(Collection<PersonKey> people) {
    if (!people.isEmpty()) {
      sql.update(
          CHANGED_FOR,
          people.stream().map(PersonKey::workspace).toList(),
          people.stream().map(PersonKey::userId).toList());
    }
  }

  /** The connections of a gateway count no longer, or count again. */
  public void changedAt(String gatewayId) {
    sql.update(CHANGED_AT, gatewayId);
  }

  /**
   * Tells of places that have changed, a batch of them. Safe to run in several replicas at once:
   * each takes rows that no other has locked.
   *
   * @return whether there may be more
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public boolean tell() {
    List<Place> due =
        sql.list(
            TAKE, row -> new Place(row.getString(1), row.getString(2), row.getString(3)), BATCH);
    var events = new ArrayList<CloudEvent>();
    for (Place place : due) {
      List<PersonHereView> here = here(place, ANYBODY);
      var event =
          new PlaceEvent.PresenceHere(
              place.page(), place.resourceType(), place.resourceId(), here.size(), shown(here));
      events.add(
          new CloudEvent(
              ids.next(),
              "/presence-service",
              event.type(),
              clock.instant(),
              null,
              place.workspace(),
              place.channel(),
              Map.of(),
              Json.bytes(event)));
    }
    if (!events.isEmpty()) {
      outbox.append(TOPIC, events);
    }
    return due.size() == BATCH;
  }

  private List<PersonHereView> here(Place place, String reader) {
    String channel = place.channelId();
    return sql.list(
        HERE,
        Places::person,
        channel,
        place.workspace(),
        channel,
        channel,
        clock.instant(),
        reader,
        reader);
  }

  private static PersonHereView person(ResultSet row) throws SQLException {
    String id = row.getString(1);
    return new PersonHereView(
        id,
        row.getString(2),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        new UserView(id, row.getString(5), row.getString(6), row.getString(7)));
  }

  private List<PersonHereView> shown(List<PersonHereView> here) {
    return here.subList(0, Math.min(config.placeShown(), here.size()));
  }

  @Scheduled(every = "${tidings.presence.clean-up-every:10m}", delayed = "1m")
  void forgetUnwatched() {
    sql.update(FORGET, clock.instant());
  }
}
