package dev.tidings.notification.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as the collections and values that templates work with. */
final class PlainData {

  private PlainData() {}

  /**
   * The value. Numbers are exact decimals: no template can be made to count up to one, which it
   * could with an integer.
   */
  static Object of(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, Object> values = new LinkedHashMap<>();
        json.properties().forEach(entry -> values.put(entry.getKey(), of(entry.getValue())));
        yield values;
      }
      case ARRAY -> {
        var values = new ArrayList<Object>();
        json.forEach(item -> values.add(of(item)));
        yield values;
      }
      case NUMBER -> json.decimalValue();
      case BOOLEAN -> json.booleanValue();
      case NULL, MISSING -> null;
      case STRING, BINARY, POJO -> json.asText();
    };
  }
}
