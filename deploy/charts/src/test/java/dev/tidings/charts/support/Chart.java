package dev.tidings.charts.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The chart, rendered by Helm itself. */
public final class Chart {

  /** What every installation has to say. */
  public static final String REQUIRED =
      """
      identity: {issuer: 'https://id.example.com', jwksUrl: 'https://id.example.com/keys'}
      postgres: {host: db.example.com}
      kafka: {bootstrapServers: 'kafka.example.com:9092'}
      """;

  public static final String RELEASE = "live";

  private static final String KUBERNETES = "1.33";

  /**
   * A copy in which hooks are ordinary resources: the library leaves hooks out of what it renders.
   */
  private static final Path WITHOUT_HOOKS = copy();

  private Chart() {}

  /** Renders with values, later ones before earlier ones; those required are the first. */
  public static List<Manifest> render(String... values) {
    var all = new ArrayList<String>();
    all.add(REQUIRED);
    all.addAll(List.of(values));
    return renderOnly(all.toArray(String[]::new));
  }

  /** Renders with these values alone. */
  public static List<Manifest> renderOnly(String... values) {
    String text = template(values);
    try (var parser = Repository.YAML.getFactory().createParser(text)) {
      var manifests = new ArrayList<Manifest>();
      Repository.YAML
          .readerFor(JsonNode.class)
          .<JsonNode>readValues(parser)
          .forEachRemaining(
              document -> {
                if (document.isObject()) {
                  manifests.add(new Manifest(document));
                }
              });
      return manifests;
    } catch (IOException e) {
      throw new UncheckedIOException("Not YAML:\n" + text, e);
    }
  }

  /**
   * What Helm says.
   *
   * @throws IllegalStateException if it refuses, with its message
   */
  public static String template(String... values) {
    try {
      Path file = Files.createTempFile("values", ".yaml");
      try {
        Files.writeString(file, merged(values));
        return new Helm(WITHOUT_HOOKS)
            .template()
            .withKubeVersion(KUBERNETES)
            .withName(RELEASE)
            .withNamespace("tidings")
            .withValuesFile(file)
            .call();
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path copy() {
    try (Stream<Path> files = Files.walk(Repository.CHART)) {
      Path copy = Path.of("target/chart").toAbsolutePath();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(Repository.CHART.relativize(file));
        Files.createDirectories(target.getParent());
        Files.writeString(target, Files.readString(file).replace("helm.sh/hook:", "hook:"));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String merged(String... values) throws IOException {
    ObjectNode merged = Repository.YAML.createObjectNode();
    for (String each : values) {
      if (Repository.YAML.readTree(each) instanceof ObjectNode more) {
        merge(merged, more);
      }
    }
    return Repository.YAML.writeValueAsString(merged);
  }

  /** As Helm merges files of values: objects field by field, anything else is replaced. */
  private static void merge(ObjectNode into, ObjectNode more) {
    more.properties()
        .forEach(
            entry -> {
              if (entry.getValue() instanceof ObjectNode inner
                  && into.get(entry.getKey()) instanceof ObjectNode present) {
                merge(present, inner);
              } else {
                into.set(entry.getKey(), entry.getValue());
              }
            });
  }
}
