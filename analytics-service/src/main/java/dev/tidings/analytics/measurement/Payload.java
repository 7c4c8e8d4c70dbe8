package dev.tidings.analytics.measurement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.analytics.hit.Action;
import dev.tidings.analytics.hit.Client;
import dev.tidings.analytics.hit.Device;
import dev.tidings.analytics.hit.Engagement;
import dev.tidings.analytics.hit.PageUrl;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.hit.Place;
import dev.tidings.analytics.hit.Revenue;
import dev.tidings.analytics.hit.Screen;
import dev.tidings.analytics.hit.VisitorEvent;
import dev.tidings.analytics.ingest.Report;
import dev.tidings.platform.event.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A payload that nothing is wrong with, as reports. {@code page_view} is a page view, {@code
 * user_engagement} an engagement, anything else an event; the time that an event says the visitor
 * was engaged for is an engagement besides.
 */
final class Payload {

  private static final String PAGE = "page_location";
  private static final String TITLE = "page_title";
  private static final String REFERRER = "page_referrer";
  private static final String ENGAGED = "engagement_time_msec";

  /** What is said elsewhere in a hit, or nothing that can be filtered by. */
  private static final Set<String> NOT_PROPS =
      Set.of(PAGE, TITLE, REFERRER, ENGAGED, "items", "session_id", "session_number", "debug_mode");

  private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x\\d{1,5}");
  private static final Pattern REGION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

  private final JsonNode payload;
  private final String home;
  private final Instant now;

  /**
   * A payload.
   *
   * @param home the page of events that name none
   */
  Payload(JsonNode payload, String home, Instant now) {
    this.payload = payload;
    this.home = home;
    this.now = now;
  }

  List<Report> reports() {
    var reports = new ArrayList<Report>();
    for (JsonNode event : payload.path("events")) {
      JsonNode params = event.path("params");
      String name = event.path("name").textValue();
      long engagedMs = params.path(ENGAGED).asLong();
      switch (name) {
        case "page_view" -> reports.add(report(event, view(params)));
        case "user_engagement" -> {
          // It has nothing to say but the time.
        }
        default ->
            reports.add(
                report(event, new VisitorEvent(name, props(params), true, revenue(params))));
      }
      if (engagedMs > 0) {
        reports.add(report(event, new Engagement(engagedMs, null)));
      }
    }
    return reports;
  }

  private static PageView view(JsonNode params) {
    return new PageView(params.path(TITLE).textValue(), props(params));
  }

  private Report report(JsonNode event, Action action) {
    JsonNode params = event.path("params");
    String address = params.path(PAGE).asText(home);
    String userId = payload.path("user_id").textValue();
    return new Report(
        action,
        PageUrl.parse(address).orElseThrow(),
        address,
        params.path(REFERRER).textValue(),
        null,
        null,
        false,
        payload.path("client_id").textValue(),
        userId == null || userId.isEmpty() ? null : userId,
        age(event),
        client(),
        place());
  }

  /** An event's own time counts before the payload's. */
  private Duration age(JsonNode event) {
    JsonNode micros =
        event.hasNonNull("timestamp_micros")
            ? event.path("timestamp_micros")
            : payload.path("timestamp_micros");
    long at = micros.asLong();
    Duration age =
        at == 0 ? Duration.ZERO : Duration.between(Instant.EPOCH.plus(at, ChronoUnit.MICROS), now);
    return age.isNegative() ? Duration.ZERO : age;
  }

  private static String props(JsonNode params) {
    ObjectNode props = Json.mapper().createObjectNode();
    for (var param : params.properties()) {
      if (!NOT_PROPS.contains(param.getKey()) && !param.getValue().isNull()) {
        props.set(param.getKey(), param.getValue());
      }
    }
    return props.toString();
  }

  private static Revenue revenue(JsonNode params) {
    String currency = params.path("currency").textValue();
    if (currency == null || !params.path("value").isNumber()) {
      return null;
    }
    return new Revenue(
        params.path("value").decimalValue(), Currency.getInstance(currency).getCurrencyCode());
  }

  private Client client() {
    JsonNode device = payload.path("device");
    Matcher size = SIZE.matcher(device.path("screen_resolution").asText());
    return new Client(
        device.path("browser").textValue(),
        device.path("browser_version").textValue(),
        device.path("operating_system").textValue(),
        device.path("operating_system_version").textValue(),
        deviceClass(device.path("category").asText()),
        size.matches() ? Screen.ofWidth(Integer.parseInt(size.group(1))) : null,
        device.path("language").textValue());
  }

  private static Device deviceClass(String category) {
    return switch (category) {
      case "desktop" -> Device.DESKTOP;
      case "mobile" -> Device.MOBILE;
      case "tablet" -> Device.TABLET;
      case "smart tv" -> Device.TV;
      case "" -> null;
      default -> Device.OTHER;
    };
  }

  private Place place() {
    JsonNode location = payload.path("user_location");
    String country = location.path("country_id").asText();
    String region = location.path("region_id").asText();
    return COUNTRY.matcher(country).matches()
        ? new Place(
            country,
            REGION.matcher(region).matches() ? region : null,
            location.path("city").textValue(),
            null)
        : Place.UNKNOWN;
  }
}
