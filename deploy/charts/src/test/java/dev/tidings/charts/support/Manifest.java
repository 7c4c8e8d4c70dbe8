package dev.tidings.charts.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One rendered resource. */
public record Manifest(JsonNode json) {

  public String kind() {
    return json.path("kind").asText();
  }

  public String name() {
    return json.at("/metadata/name").asText();
  }

  public JsonNode at(String pointer) {
    return json.at(pointer);
  }

  /** The pod template of a workload; missing if it is none. */
  public JsonNode pod() {
    return json.at("/spec/template");
  }

  public boolean hasPods() {
    return !pod().isMissingNode();
  }

  public List<JsonNode> containers() {
    return Stream.concat(
            elements(pod().at("/spec/initContainers")), elements(pod().at("/spec/containers")))
        .toList();
  }

  public static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** An object of texts. */
  public static Map<String, String> texts(JsonNode object) {
    var texts = new LinkedHashMap<String, String>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  @Override
  public String toString() {
    return kind() + " " + name();
  }
}
