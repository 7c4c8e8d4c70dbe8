package dev.tidings.notification.rule;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The fields of a part of a rule. What is not as it must be is noted, with its place, and read as
 * if it weren't there, so that everything that is wrong is found at once.
 */
final class Fields {

  private static final Set<String> FACTS = Set.of("event", "data", "room");

  private final JsonNode node;
  private final String at;
  private final BiConsumer<String, String> faults;

  /**
   * A part of a rule.
   *
   * @param node what is written there
   * @param at where, as a JSON Pointer
   * @param faults takes a place and what is wrong there
   */
  Fields(JsonNode node, String at, BiConsumer<String, String> faults) {
    this.node = node;
    this.at = at;
    this.faults = faults;
    if (!node.isObject()) {
      faults.accept(at, "must be an object");
    }
  }

  /** Notes every field that is none of these. */
  void allow(String... names) {
    var others = new TreeSet<String>();
    node.fieldNames().forEachRemaining(others::add);
    Set<String> known = Set.of(names);
    others.stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> fault(name, "is not known here (" + String.join(", ", names) + ")"));
  }

  /** Notes that something is wrong with a field. */
  void fault(String name, String problem) {
    faults.accept(name.isEmpty() ? at : at + "/" + escaped(name), problem);
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  /** A field as it is. */
  JsonNode json(String name) {
    return node.path(name);
  }

  /** A part of its own; empty if it isn't there. */
  Optional<Fields> part(String name) {
    return has(name)
        ? Optional.of(new Fields(node.path(name), at + "/" + escaped(name), faults))
        : Optional.empty();
  }

  /** The parts of a list. */
  List<Fields> parts(String name) {
    if (!has(name)) {
      return List.of();
    }
    JsonNode list = node.path(name);
    if (!list.isArray()) {
      fault(name, "must be a list");
      return List.of();
    }
    var parts = new ArrayList<Fields>();
    for (int i = 0; i < list.size(); i++) {
      parts.add(new Fields(list.get(i), at + "/" + escaped(name) + "/" + i, faults));
    }
    return parts;
  }

  /** The parts of an object, by name. */
  Map<String, Fields> named(String name) {
    var parts = new LinkedHashMap<String, Fields>();
    part(name)
        .ifPresent(
            all ->
                all.node
                    .fieldNames()
                    .forEachRemaining(each -> parts.put(each, all.part(each).orElseThrow())));
    return parts;
  }

  /** A text; null if it isn't there. */
  String text(String name) {
    if (!has(name)) {
      return null;
    }
    if (!node.path(name).isTextual()) {
      fault(name, "must be a text");
      return null;
    }
    return node.path(name).textValue();
  }

  /** A text that must be there; empty if it isn't. */
  String required(String name) {
    if (!has(name)) {
      fault(name, "must be given");
      return "";
    }
    String text = text(name);
    if (text != null && text.isBlank()) {
      fault(name, "must not be empty");
    }
    return text == null ? "" : text;
  }

  /** A list of texts; a single one may stand for a list of one. */
  List<String> texts(String name) {
    if (!has(name)) {
      return List.of();
    }
    JsonNode value = node.path(name);
    if (value.isTextual()) {
      return List.of(value.textValue());
    }
    var texts = new ArrayList<String>();
    if (value.isArray()) {
      for (JsonNode item : value) {
        if (item.isTextual()) {
          texts.add(item.textValue());
        }
      }
    }
    if (!value.isArray() || texts.size() < value.size()) {
      fault(name, "must be a text or a list of texts");
    }
    return texts;
  }

  boolean flag(String name, boolean standard) {
    if (!has(name)) {
      return standard;
    }
    if (!node.path(name).isBoolean()) {
      fault(name, "must be true or false");
    }
    return node.path(name).asBoolean();
  }

  /** A whole number of at least one. */
  int count(String name, int standard) {
    if (!has(name)) {
      return standard;
    }
    JsonNode value = node.path(name);
    if (!value.isInt() || value.intValue() < 1) {
      fault(name, "must be a whole number, at least 1");
      return standard;
    }
    return value.intValue();
  }

  /** A time span as in ISO 8601; null if it isn't there. */
  Duration span(String name) {
    String text = text(name);
    try {
      if (text != null) {
        Duration span = Duration.parse(text);
        if (span.isPositive()) {
          return span;
        }
        fault(name, "must be longer than nothing");
      }
    } catch (DateTimeParseException e) {
      fault(name, "must be a time span such as PT1H or P2D");
    }
    return null;
  }

  /** A place in the event; null if it isn't there. */
  JsonPointer pointer(String name) {
    String text = text(name);
    return text == null ? null : pointer(name, text);
  }

  /** Places in the event; a single one may stand for a list of one. */
  List<JsonPointer> pointers(String name) {
    var pointers = new ArrayList<JsonPointer>();
    for (String text : texts(name)) {
      JsonPointer pointer = pointer(name, text);
      if (pointer != null) {
        pointers.add(pointer);
      }
    }
    return pointers;
  }

  private JsonPointer pointer(String name, String text) {
    try {
      JsonPointer pointer = JsonPointer.compile(text);
      if (!pointer.matches() && FACTS.contains(pointer.getMatchingProperty())) {
        return pointer;
      }
    } catch (IllegalArgumentException e) {
      fault(name, "must be a JSON Pointer");
      return null;
    }
    fault(name, text + " must begin with /event, /data or /room");
    return null;
  }

  /** The template of a text; null if it isn't there. */
  TextTemplate template(String name) {
    return template(name, text(name), TextTemplate::ofText);
  }

  /** The template of a text that must be there. */
  TextTemplate requiredTemplate(String name) {
    return template(name, required(name), TextTemplate::ofText);
  }

  /** The template of a link; null if it isn't there. */
  TextTemplate linkTemplate(String name) {
    return template(name, text(name), TextTemplate::ofLink);
  }

  /** The template of a link that must be there. */
  TextTemplate requiredLinkTemplate(String name) {
    return template(name, required(name), TextTemplate::ofLink);
  }

  private TextTemplate template(String name, String source, TemplateReader reader) {
    try {
      return source == null ? null : reader.read(source);
    } catch (BadTemplateException e) {
      fault(name, e.getMessage());
      return null;
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  @FunctionalInterface
  private interface TemplateReader {
    TextTemplate read(String source) throws BadTemplateException;
  }
}
