package dev.tidings.charts.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.charts.support.Repository;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code docs/configuration.md}, as the sources have it. */
final class ConfigurationDocument {

  private static final Map<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put("platform/outbox", "Every process: topics, and every service: outbox and inbox");
    TITLES.put("platform/web", "Every service: identity");
    TITLES.put("gateway", "gateway");
    TITLES.put("chat-service", "chat-service");
    TITLES.put("notification-service", "notification-service");
    TITLES.put("presence-service", "presence-service");
    TITLES.put("analytics-service", "analytics-service");
  }

  private static final String BEGINNING =
      """
      # Configuration

      Every property of every process. This file is written from the sources (`mvn -pl deploy/charts test
      -Dtidings.docs.write=true`); the build fails if it isn't what they say.

      A property comes from, the first that has it: a system property; an environment variable, whose name is the property's in
      capitals with `_` for everything but letters and digits (`tidings.gateway.drain.settle` → `TIDINGS_GATEWAY_DRAIN_SETTLE`);
      the files of `QUARKUS_CONFIG_LOCATIONS`; what is packaged. In the Helm chart whatever has no value of its own goes into
      `<component>.settings`, and what is secret into `<component>.secretSettings`. Durations are `500ms`, `20s`, `5m`, `7d` or
      ISO-8601; sizes `16K`, `8M`; `<…>` is a name of your choice, in quotation marks if it contains a dot.

      A name below `tidings.` that no process knows ends its start, and so does a value that can't be read; the message names
      both.
      """;

  private ConfigurationDocument() {}

  /** The document. */
  static String text() {
    var text = new StringBuilder(BEGINNING);
    List<PropertyGroup> groups = ConfigMappings.all();
    framework(text);
    for (Map.Entry<String, String> module : TITLES.entrySet()) {
      text.append("\n## ").append(module.getValue()).append('\n');
      groups.stream()
          .filter(group -> group.module().equals(module.getKey()))
          .sorted(Comparator.comparing(PropertyGroup::prefix))
          .forEach(group -> append(text, group));
    }
    return text.toString();
  }

  /** What the processes rely on of their framework. */
  static List<Property> ofTheFramework() {
    var properties = new ArrayList<Property>();
    for (JsonNode section : sections()) {
      for (JsonNode each : section.path("properties")) {
        properties.add(property(each));
      }
    }
    return properties;
  }

  /** Everything that is documented. */
  static List<Property> all() {
    return Stream.concat(
            ofTheFramework().stream(),
            ConfigMappings.all().stream().flatMap(group -> group.properties().stream()))
        .toList();
  }

  private static void framework(StringBuilder text) {
    for (JsonNode section : sections()) {
      text.append("\n## ").append(section.path("title").asText()).append('\n');
      text.append(section.path("text").asText()).append('\n');
      var properties = new ArrayList<Property>();
      section.path("properties").forEach(each -> properties.add(property(each)));
      table(text, properties);
    }
  }

  private static JsonNode sections() {
    return Repository.yaml(
        Repository.ROOT.resolve("deploy/charts/src/test/resources/framework-properties.yaml"));
  }

  private static Property property(JsonNode node) {
    return new Property(
        node.path("name").asText(), node.path("default").asText(), node.path("meaning").asText());
  }

  private static void append(StringBuilder text, PropertyGroup group) {
    text.append("\n### `")
        .append(group.prefix())
        .append("`\n")
        .append(group.meaning())
        .append("\n\n");
    table(text, group.properties());
  }

  private static void table(StringBuilder text, List<Property> properties) {
    text.append("| property | default | meaning |\n|---|---|---|\n");
    for (Property each : properties) {
      text.append("| `").append(each.name()).append("` | ");
      text.append(
          each.byDefault().isEmpty() ? "–" : "`" + each.byDefault().replace("|", "\\|") + "`");
      text.append(" | ").append(each.meaning()).append(" |\n");
    }
  }
}
