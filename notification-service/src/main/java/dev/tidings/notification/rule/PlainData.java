package dev.tidings.notification.rule;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.tidings.platform.event.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON as the collections and values that templates work with. */
final class PlainData {

  /** Amounts of money stay as they were written. */
  private static final ObjectReader EXACT =
      Json.mapper()
          .reader()
          .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

  private PlainData() {}

  /**
   * Reads JSON, with its numbers as they are written.
   *
   * @throws IOException if it is none
   */
  static JsonNode read(byte[] json) throws IOException {
    return EXACT.readTree(json);
  }

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
