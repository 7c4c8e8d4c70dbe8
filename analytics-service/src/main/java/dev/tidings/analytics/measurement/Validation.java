package dev.tidings.analytics.measurement;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.hit.PageUrl;
import dev.tidings.analytics.measurement.ValidationMessage.Code;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Looks for what is wrong with a payload of the Measurement Protocol. For one payload.
 *
 * @see <a
 *     href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/sending-events">
 *     Measurement Protocol, limitations</a>
 */
final class Validation {

  private static final int MAX_EVENTS = 25;
  private static final int MAX_PARAMS = 25;
  private static final int MAX_NAME = 40;
  private static final int MAX_VALUE = 100;
  private static final int MAX_ID = 256;
  private static final int MAX_TITLE = 500;
  private static final int MAX_REFERRER = 2048;
  private static final int MAX_USER_ID = 200;
  private static final long DAY_MS = 24 * 60 * 60 * 1000L;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
  private static final Pattern RESERVED_PREFIX =
      Pattern.compile("(_|firebase_|ga_|google_|gtag\\.).*");

  /** Names of events that apps and Google's scripts send by themselves. */
  private static final Set<String> RESERVED =
      Set.of(
          "ad_activeview",
          "ad_click",
          "ad_exposure",
          "ad_query",
          "ad_reward",
          "adunit_exposure",
          "app_clear_data",
          "app_exception",
          "app_remove",
          "app_store_refund",
          "app_store_subscription_cancel",
          "app_store_subscription_convert",
          "app_store_subscription_renew",
          "app_update",
          "app_upgrade",
          "error",
          "firebase_campaign",
          "first_open",
          "first_visit",
          "in_app_purchase",
          "notification_dismiss",
          "notification_foreground",
          "notification_open",
          "notification_receive",
          "os_update",
          "session_start");

  private final List<ValidationMessage> messages = new ArrayList<>();

  private Validation() {}

  /** What is wrong with the payload; nothing if it is in order. */
  static List<ValidationMessage> of(JsonNode payload) {
    var validation = new Validation();
    validation.check(payload);
    return validation.messages;
  }

  private void check(JsonNode payload) {
    if (!payload.isObject()) {
      say("", "The payload must be a JSON object.", Code.VALUE_INVALID);
      return;
    }
    id(payload, "client_id", MAX_ID, true);
    id(payload, "user_id", MAX_USER_ID, false);
    time(payload, "");
    JsonNode events = payload.path("events");
    if (!events.isArray() || events.isEmpty()) {
      say("events", "A list of one event or more is required.", Code.VALUE_REQUIRED);
      return;
    }
    if (events.size() > MAX_EVENTS) {
      say("events", "At most " + MAX_EVENTS + " events.", Code.EXCEEDED_MAX_ENTITIES);
    }
    for (int i = 0; i < Math.min(events.size(), MAX_EVENTS); i++) {
      event(events.get(i), "events[" + i + "]");
    }
  }

  private void id(JsonNode payload, String field, int maxLength, boolean required) {
    JsonNode id = payload.path(field);
    if (id.isMissingNode() || id.isNull()) {
      if (required) {
        say(field, "Is required.", Code.VALUE_REQUIRED);
      }
    } else if (!id.isTextual() || id.textValue().isBlank()) {
      say(field, "Must be a text that is not blank.", Code.VALUE_INVALID);
    } else if (id.textValue().length() > maxLength) {
      say(field, "Has at most " + maxLength + " characters.", Code.VALUE_OUT_OF_BOUNDS);
    }
  }

  private void time(JsonNode node, String prefix) {
    JsonNode time = node.path("timestamp_micros");
    boolean given = !time.isMissingNode() && !time.isNull();
    if (given && !time.asText().matches("\\d{1,18}")) {
      say(prefix + "timestamp_micros", "Must be the microseconds since 1970.", Code.VALUE_INVALID);
    }
  }

  private void event(JsonNode event, String path) {
    String name = event.path("name").textValue();
    if (name == null || name.isEmpty()) {
      say(path + ".name", "Is required.", Code.VALUE_REQUIRED);
    } else {
      name(name, path + ".name");
      if (RESERVED.contains(name)) {
        say(path + ".name", "'" + name + "' is reserved.", Code.NAME_RESERVED);
      }
    }
    time(event, path + ".");
    JsonNode params = event.path("params");
    if (params.isMissingNode() || params.isNull()) {
      return;
    }
    if (!params.isObject()) {
      say(path + ".params", "Must be an object.", Code.VALUE_INVALID);
      return;
    }
    if (params.size() > MAX_PARAMS) {
      say(path + ".params", "At most " + MAX_PARAMS + " parameters.", Code.EXCEEDED_MAX_ENTITIES);
    }
    for (var param : params.properties()) {
      param(param.getKey(), param.getValue(), path + ".params." + param.getKey());
    }
  }

  private void param(String name, JsonNode value, String path) {
    name(name, path);
    switch (name) {
      case "page_location" -> page(value, path);
      case "page_title" -> text(value, MAX_TITLE, path);
      case "page_referrer" -> text(value, MAX_REFERRER, path);
      case "engagement_time_msec" -> engagement(value, path);
      case "currency" -> currency(value, path);
      case "items" -> items(value, path);
      default -> single(value, path);
    }
  }

  private void name(String name, String path) {
    if (name.length() > MAX_NAME) {
      say(path, "A name has at most " + MAX_NAME + " characters.", Code.VALUE_OUT_OF_BOUNDS);
    } else if (RESERVED_PREFIX.matcher(name).matches()) {
      say(path, "Names that begin like this are reserved.", Code.NAME_RESERVED);
    } else if (!NAME.matcher(name).matches()) {
      say(
          path,
          "A name has letters, digits and underscores, and begins with a letter.",
          Code.NAME_INVALID);
    }
  }

  private void page(JsonNode value, String path) {
    if (!value.isTextual() || PageUrl.parse(value.textValue()).isEmpty()) {
      say(path, "Must be an absolute http or https address.", Code.VALUE_INVALID);
    }
  }

  private void text(JsonNode value, int maxLength, String path) {
    if (!value.isTextual() && !value.isNull()) {
      say(path, "Must be a text.", Code.VALUE_INVALID);
    } else if (value.asText().length() > maxLength) {
      say(path, "Has at most " + maxLength + " characters.", Code.VALUE_OUT_OF_BOUNDS);
    }
  }

  private void engagement(JsonNode value, String path) {
    if (!value.asText().matches("\\d{1,9}") || value.asLong() > DAY_MS) {
      say(path, "Must be milliseconds, of one day at most.", Code.VALUE_INVALID);
    }
  }

  private void currency(JsonNode value, String path) {
    try {
      Currency.getInstance(value.asText());
    } catch (IllegalArgumentException e) {
      say(path, "Must be a code of ISO 4217.", Code.VALUE_INVALID);
    }
  }

  private void items(JsonNode value, String path) {
    if (!value.isArray()) {
      say(path, "Must be a list.", Code.VALUE_INVALID);
    }
  }

  private void single(JsonNode value, String path) {
    if (value.isContainerNode()) {
      say(path, "Must be a text, a number or a truth value.", Code.VALUE_INVALID);
    } else if (value.asText().length() > MAX_VALUE) {
      say(path, "Has at most " + MAX_VALUE + " characters.", Code.VALUE_OUT_OF_BOUNDS);
    }
  }

  private void say(String path, String description, Code code) {
    messages.add(new ValidationMessage(path, description, code));
  }
}
