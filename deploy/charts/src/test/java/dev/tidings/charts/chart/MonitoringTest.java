package dev.tidings.charts.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.charts.support.Chart;
import dev.tidings.charts.support.Installations;
import dev.tidings.charts.support.Manifest;
import dev.tidings.charts.support.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** R-X7: alerts and dashboards ask for metrics that exist, and each alert says what to do. */
class MonitoringTest {

  private static final Path FILES = Repository.CHART.resolve("files");
  private static final JsonNode ALERTS = Repository.yaml(FILES.resolve("alerts.yaml"));

  private static final Pattern OF_OURS = Pattern.compile("tidings_[a-z_]+");
  private static final Pattern LITERAL = Pattern.compile("\"(tidings\\.[a-z0-9.]+)\"");
  private static final Pattern ALERT_SECTION = Pattern.compile("(?m)^### (Tidings[A-Za-z]+)$");

  @Test
  void shouldAskForMetricsThatAreCounted() throws IOException {
    Set<String> counted = new TreeSet<>();
    for (Path source : Repository.sources()) {
      LITERAL
          .matcher(Files.readString(source))
          .results()
          .forEach(literal -> counted.add(literal.group(1).replace('.', '_')));
    }
    for (String asked : asked()) {
      String bare = asked.replaceFirst("_(total|seconds_bucket|seconds_count|seconds_sum)$", "");
      assertThat(counted).as("what %s is made of", asked).containsAnyOf(asked, bare);
    }
  }

  @Test
  void shouldSayWhatToDoAboutEachAlert() {
    Set<String> described =
        ALERT_SECTION
            .matcher(Repository.text("docs/operations.md"))
            .results()
            .map(section -> section.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(new TreeSet<>(ALERTS.findValuesAsText("alert"))).isEqualTo(described);
  }

  @Test
  void shouldGradeAndDescribeEachAlert() {
    for (JsonNode rule : ALERTS.at("/groups/0/rules")) {
      assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
      assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
    }
  }

  @Test
  void shouldShipBothAsFiles() throws IOException {
    List<Manifest> all = Chart.render(Installations.all().get("large"));
    Manifest rules =
        all.stream().filter(each -> each.kind().equals("PrometheusRule")).findFirst().orElseThrow();
    assertThat(rules.at("/spec/groups")).isEqualTo(ALERTS.path("groups"));
    Manifest dashboards =
        all.stream().filter(each -> each.name().endsWith("-dashboards")).findFirst().orElseThrow();
    for (Path file : dashboards()) {
      String shipped = dashboards.json().path("data").path(file.getFileName().toString()).asText();
      assertThat(Repository.YAML.readTree(shipped)).isEqualTo(Repository.yaml(file));
    }
  }

  private static Set<String> asked() throws IOException {
    var asked = new TreeSet<String>();
    var expressions = new TreeSet<>(ALERTS.findValuesAsText("expr"));
    for (Path file : dashboards()) {
      expressions.addAll(Repository.yaml(file).findValuesAsText("expr"));
    }
    expressions.addAll(
        Repository.yaml(FILES.resolve("prometheus-adapter.yaml")).findValuesAsText("seriesQuery"));
    for (String expression : expressions) {
      OF_OURS.matcher(expression).results().forEach(metric -> asked.add(metric.group()));
    }
    assertThat(asked).hasSizeGreaterThan(20);
    return asked;
  }

  private static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(FILES.resolve("dashboards"))) {
      return files.sorted().toList();
    }
  }
}
