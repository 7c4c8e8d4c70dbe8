package dev.tidings.analytics.hit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.inbox.PoisonEventException;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/**
 * Hits as events: id, workspace and time are the event's own, the rest is its data. No address of a
 * visitor is among it.
 */
final class HitCodec {

  private static final String SOURCE = "/analytics-service";
  private static final String PAGEVIEW = "PAGEVIEW";
  private static final String VISITOR_EVENT = "VISITOR_EVENT";

  private HitCodec() {}

  static CloudEvent encode(Hit hit) {
    ObjectNode data =
        Json.mapper()
            .createObjectNode()
            .put("site", hit.site())
            .put("visitor", hit.visitor())
            .put("url", hit.url().text());
    String type =
        switch (hit) {
          case PageView view -> {
            data.put("title", view.title()).put("referrer", view.referrer());
            yield PAGEVIEW;
          }
          case VisitorEvent event -> {
            data.put("name", event.name()).set("props", props(event.props()));
            yield VISITOR_EVENT;
          }
        };
    return new CloudEvent(
        hit.id(),
        SOURCE,
        type,
        hit.receivedAt(),
        null,
        hit.workspace(),
        Channel.of("site", hit.site()),
        Map.of(),
        data.toString().getBytes(UTF_8));
  }

  /**
   * Reads a hit.
   *
   * @throws PoisonEventException saying what is wrong with the event
   */
  static Hit decode(CloudEvent event) {
    String id = id(event);
    JsonNode data = tree(event.data());
    String site = required(data, "site");
    String visitor = required(data, "visitor");
    PageUrl url =
        PageUrl.parse(required(data, "url"))
            .orElseThrow(() -> new PoisonEventException("'url' is no address of a page", null));
    return switch (event.type()) {
      case PAGEVIEW ->
          new PageView(
              id,
              event.workspace(),
              site,
              visitor,
              event.time(),
              url,
              data.path("title").textValue(),
              data.path("referrer").textValue());
      case VISITOR_EVENT ->
          new VisitorEvent(
              id,
              event.workspace(),
              site,
              visitor,
              event.time(),
              url,
              required(data, "name"),
              object(data.path("props")));
      default -> throw new PoisonEventException("'" + event.type() + "' is no type of hit", null);
    };
  }

  private static String id(CloudEvent event) {
    try {
      return UUID.fromString(event.id()).toString();
    } catch (IllegalArgumentException e) {
      throw new PoisonEventException("the hit's id is no UUID", e);
    }
  }

  private static JsonNode tree(byte[] data) {
    try {
      return Json.mapper().readTree(data);
    } catch (IOException e) {
      throw new PoisonEventException("the data is no JSON", e);
    }
  }

  private static JsonNode props(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException("props are JSON", e);
    }
  }

  private static String required(JsonNode data, String field) {
    String value = data.path(field).textValue();
    if (value == null || value.isEmpty()) {
      throw new PoisonEventException("'" + field + "' is missing", null);
    }
    return value;
  }

  private static String object(JsonNode props) {
    if (!props.isObject()) {
      throw new PoisonEventException("'props' is no object", null);
    }
    return props.toString();
  }
}
