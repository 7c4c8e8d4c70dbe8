package dev.tidings.charts.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.charts.support.Chart;
import dev.tidings.charts.support.Installations;
import dev.tidings.charts.support.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the chart sets is documented, and what is documented can be set by the chart. */
class EnvironmentTest {

  /** Read by the JVM or by Quarkus' bootstrap before there is any configuration. */
  private static final Set<String> NO_PROPERTIES = Set.of("JAVA_TOOL_OPTIONS");

  private static final Pattern SECRET =
      Pattern.compile(".*(password|secret|private-key|access-key|jaas).*");

  @Test
  void shouldSetOnlyWhatIsDocumented() {
    Set<String> documented =
        ConfigurationDocument.all().stream().map(Property::variable).collect(Collectors.toSet());
    var unknown = new TreeSet<>(variables());
    unknown.removeAll(documented);
    unknown.removeAll(NO_PROPERTIES);
    assertThat(unknown).isEmpty();
  }

  @Test
  void shouldLetEveryDocumentedPropertyBeSet() {
    Set<String> own = variables();
    Map<Boolean, List<Property>> others =
        ConfigurationDocument.all().stream()
            .filter(each -> !own.contains(each.variable()))
            .filter(each -> !each.name().startsWith("tidings.development."))
            .filter(each -> !each.name().equals("quarkus.profile"))
            .collect(Collectors.partitioningBy(each -> SECRET.matcher(each.name()).matches()));
    String settings =
        others.get(false).stream()
            .map(each -> "    '" + each.chosen().name() + "': x")
            .collect(Collectors.joining("\n"));
    String secrets =
        others.get(true).stream()
            .map(each -> "    '" + each.chosen().name() + "': {name: a, key: b}")
            .collect(Collectors.joining("\n"));
    List<Manifest> all =
        Chart.render(
            "gateway:\n  settings:\n%s\n  secretSettings:%s\n"
                .formatted(settings, secrets.isEmpty() ? " {}" : "\n" + secrets));
    String file =
        all.stream()
            .filter(each -> each.toString().equals("ConfigMap live-tidings-gateway"))
            .map(each -> each.json().path("data").path("application.properties").asText())
            .findFirst()
            .orElseThrow();
    assertThat(file.lines())
        .containsExactlyInAnyOrderElementsOf(
            others.get(false).stream().map(each -> each.chosen().name() + "=x").toList());
    assertThat(names(all))
        .containsAll(others.get(true).stream().map(each -> each.chosen().variable()).toList());
  }

  @Test
  void shouldKeepAwayFromDevelopment() {
    assertThat(variables())
        .noneMatch(
            name -> name.startsWith("TIDINGS_DEVELOPMENT") || name.equals("QUARKUS_PROFILE"));
  }

  /** All variables of all installations, but those that a user named. */
  private static Set<String> variables() {
    return Installations.all().values().stream()
        .map(Chart::render)
        .flatMap(all -> names(all).stream())
        .filter(name -> !name.equals("QUARKUS_HTTP_SSL_CERTIFICATE_KEY_STORE_PASSWORD"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> names(List<Manifest> all) {
    Function<Manifest, List<JsonNode>> variables =
        each ->
            each.containers().stream()
                .flatMap(container -> Manifest.elements(container.path("env")))
                .toList();
    return all.stream()
        .filter(Manifest::hasPods)
        .flatMap(each -> variables.apply(each).stream())
        .map(variable -> variable.path("name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
