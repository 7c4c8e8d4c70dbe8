package dev.tidings.charts.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.charts.support.Repository;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The composition for one host runs the five processes by documented properties. */
class CompositionTest {

  private static final Pattern ASKED = Pattern.compile("\\$\\{(TIDINGS_[A-Z_]+)[:}]");
  private static final Pattern GIVEN = Pattern.compile("(?m)^(TIDINGS_[A-Z_]+)=");
  private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  private final JsonNode services = read().path("services");

  @Test
  void shouldSetOnlyWhatIsDocumented() {
    Set<String> documented =
        DOCUMENTED
            .matcher(Repository.text("docs/configuration.md"))
            .results()
            .map(each -> each.group(1).replaceAll("[^A-Za-z0-9]", "_").toUpperCase())
            .collect(Collectors.toSet());
    for (Map.Entry<String, JsonNode> service : services.properties()) {
      if (!Set.of("postgres", "kafka").contains(service.getKey())) {
        var names = new TreeSet<String>();
        service.getValue().path("environment").fieldNames().forEachRemaining(names::add);
        names.removeAll(documented);
        assertThat(names).as(service.getKey()).isEmpty();
      }
    }
  }

  @Test
  void shouldRunAllAndConfineThem() {
    for (String application : Repository.APPLICATIONS) {
      JsonNode service = services.path(application.replace("-service", ""));
      assertThat(service.path("image").asText()).contains("tidings-" + application + ":");
      assertThat(service.path("read_only").asBoolean()).isTrue();
      assertThat(service.path("user").asText()).isEqualTo("1001:1001");
      assertThat(service.at("/cap_drop/0").asText()).isEqualTo("ALL");
      assertThat(service.at("/environment/MP_JWT_VERIFY_ISSUER").asText()).isNotEmpty();
    }
    assertThat(services.path("gateway").path("ports")).hasSize(1);
    assertThat(services.findValues("ports")).hasSize(1);
  }

  @Test
  void shouldAskForWhatItsExampleGives() {
    assertThat(names(ASKED, "deploy/compose/compose.yaml"))
        .isEqualTo(names(GIVEN, "deploy/compose/.env.example"));
  }

  private static Set<String> names(Pattern pattern, String file) {
    return pattern
        .matcher(Repository.text(file))
        .results()
        .map(each -> each.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** By SnakeYAML, which resolves anchors and merges. */
  private static JsonNode read() {
    Object composition =
        new Yaml(new LoaderOptions()).load(Repository.text("deploy/compose/compose.yaml"));
    return Repository.YAML.valueToTree(composition);
  }
}
