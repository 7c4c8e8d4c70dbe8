package dev.tidings.analytics.hit;

import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.PoisonEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The records of the hits' topic as events: id, workspace and time are the event's own, the rest is
 * its data. No address of a visitor is among it.
 */
public final class HitCodec {

  private static final String SOURCE = "/analytics-service";
  private static final String PAGEVIEW = "PAGEVIEW";
  private static final String VISITOR_EVENT = "VISITOR_EVENT";
  private static final String ENGAGEMENT = "ENGAGEMENT";
  private static final String TURNED_AWAY = "HITS_TURNED_AWAY";

  private static final String NO_PROPS = "{}";

  private static final ObjectWriter WRITER = Json.mapper().writerFor(HitData.class);

  private HitCodec() {}

  static CloudEvent encode(HitRecord entry) {
    return switch (entry) {
      case Hit hit ->
          switch (hit.action()) {
            case PageView(String title, String props) ->
                event(hit, PAGEVIEW, data(hit, title, null, given(props), null, null, null, null));
            case VisitorEvent(String name, String props, boolean interactive, Revenue revenue) ->
                event(
                    hit,
                    VISITOR_EVENT,
                    data(
                        hit,
                        null,
                        name,
                        given(props),
                        interactive ? null : false,
                        revenue,
                        null,
                        null));
            case Engagement(long engagedMs, Integer scrollDepth) ->
                event(
                    hit,
                    ENGAGEMENT,
                    data(hit, null, null, null, null, null, engagedMs, scrollDepth));
          };
      case TurnedAway away -> event(away, TURNED_AWAY, data(away));
    };
  }

  private static CloudEvent event(HitRecord entry, String type, HitData data) {
    try {
      return new CloudEvent(
          entry.id(),
          SOURCE,
          type,
          entry.receivedAt(),
          null,
          entry.workspace(),
          Channel.of("site", entry.site()),
          Map.of(),
          WRITER.writeValueAsBytes(data));
    } catch (IOException e) {
      throw new UncheckedIOException("a hit has a JSON form", e);
    }
  }

  private static HitData data(
      Hit hit,
      String title,
      String name,
      String props,
      Boolean interactive,
      Revenue revenue,
      Long engagedMs,
      Integer scrollDepth) {
    return new HitData(
        hit.site(),
        hit.visitor(),
        hit.previousVisitor(),
        hit.userId(),
        hit.occurredAt(),
        hit.url().text(),
        title,
        name,
        props,
        interactive,
        revenue,
        engagedMs,
        scrollDepth,
        hit.source().equals(Source.DIRECT) ? null : hit.source(),
        hit.place().equals(Place.UNKNOWN) ? null : hit.place(),
        hit.client().equals(Client.UNKNOWN) ? null : hit.client(),
        hit.bot(),
        null);
  }

  private static HitData data(TurnedAway away) {
    var counts = new TreeMap<String, Long>();
    away.counts().forEach((reason, count) -> counts.put(reason.wire(), count));
    return new HitData(
        away.site(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        counts);
  }

  /**
   * Reads a record.
   *
   * @throws PoisonEventException saying what is wrong with the event
   */
  public static HitRecord decode(CloudEvent event) {
    String id = id(event);
    HitFields fields = HitFields.read(event.data());
    required("site", fields.site);
    return switch (event.type()) {
      case PAGEVIEW -> hit(id, event, fields, new PageView(fields.title, fields.props));
      case VISITOR_EVENT ->
          hit(
              id,
              event,
              fields,
              new VisitorEvent(
                  required("name", fields.name), fields.props, fields.interactive, fields.revenue));
      case ENGAGEMENT ->
          hit(id, event, fields, new Engagement(fields.engagedMs, fields.scrollDepth));
      case TURNED_AWAY ->
          new TurnedAway(id, event.workspace(), fields.site, event.time(), counts(fields.counts));
      default -> throw new PoisonEventException("'" + event.type() + "' is no type of hit", null);
    };
  }

  private static Hit hit(String id, CloudEvent event, HitFields fields, Action action) {
    required("visitor", fields.visitor);
    if (fields.url == null) {
      throw missing("url");
    }
    PageUrl url =
        fields.url.orElseThrow(
            () -> new PoisonEventException("'url' is no address of a page", null));
    return new Hit(
        id,
        event.workspace(),
        fields.site,
        fields.visitor,
        fields.previousVisitor,
        fields.userId,
        event.time(),
        fields.occurredAt == null ? event.time() : fields.occurredAt,
        url,
        action,
        fields.source,
        fields.place,
        fields.client,
        fields.bot);
  }

  private static Map<TurnedAway.Reason, Long> counts(Map<String, Long> given) {
    if (given == null) {
      throw missing("counts");
    }
    var counts = new EnumMap<TurnedAway.Reason, Long>(TurnedAway.Reason.class);
    given.forEach(
        (wire, count) -> {
          TurnedAway.Reason reason = TurnedAway.Reason.of(wire);
          if (reason == null || count == null || count < 0) {
            throw new PoisonEventException("'counts/" + wire + "' cannot be read", null);
          }
          counts.put(reason, count);
        });
    return counts;
  }

  private static String id(CloudEvent event) {
    try {
      return UUID.fromString(event.id()).toString();
    } catch (IllegalArgumentException e) {
      throw new PoisonEventException("the hit's id is no UUID", e);
    }
  }

  /** The properties; null if there are none. */
  private static String given(String props) {
    return props.equals(NO_PROPS) ? null : props;
  }

  private static String required(String field, String value) {
    if (value == null || value.isEmpty()) {
      throw missing(field);
    }
    return value;
  }

  private static PoisonEventException missing(String field) {
    return new PoisonEventException("'" + field + "' is missing", null);
  }
}
