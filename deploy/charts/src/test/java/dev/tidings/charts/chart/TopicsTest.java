package dev.tidings.charts.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.charts.configuration.ConfigMappings;
import dev.tidings.charts.support.Chart;
import dev.tidings.charts.support.Installations;
import dev.tidings.charts.support.Manifest;
import dev.tidings.charts.support.Repository;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The chart's topics against what processes consume. That they are what processes own is each
 * process's test, which has the code.
 */
class TopicsTest {

  private static final JsonNode TOPICS =
      Repository.yaml(Repository.CHART.resolve("files/topics.yaml"));

  private static final Pattern INCOMING =
      Pattern.compile(
          "(?:mp\\.messaging\\.incoming\\.[^.]+|tidings\\.(\\w+)\\.\\w+)\\.(topics?|group[.-]id)");

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}:]+)(?::([^}]*))?}");

  private static final Pattern FED =
      Pattern.compile("tidings\\.gateway\\.namespaces\\.[^.]+\\.topics");

  @ParameterizedTest
  @ValueSource(strings = {"chat", "notification", "presence", "analytics"})
  void shouldLetServicesReadWhatTheyConsume(String service) {
    var topics = new TreeSet<String>();
    var groups = new TreeSet<String>();
    var properties = new Properties();
    properties.putAll(ConfigMappings.defaults());
    properties.putAll(Repository.properties(service + "-service"));
    for (String name : properties.stringPropertyNames()) {
      var incoming = INCOMING.matcher(name);
      if (incoming.matches() && (incoming.group(1) == null || incoming.group(1).equals(service))) {
        (incoming.group(2).startsWith("topic") ? topics : groups)
            .addAll(values(resolved(properties.getProperty(name), properties)));
      }
    }
    topics.removeAll(owned(service));
    assertThat(texts(TOPICS.at("/" + service + "/reads"))).isEqualTo(topics);
    assertThat(texts(TOPICS.at("/" + service + "/groups"))).isEqualTo(groups);
  }

  @Test
  void shouldLetTheGatewayReadWhatFeedsItsNamespaces() {
    Properties properties = Repository.properties("gateway");
    var topics = new TreeSet<String>();
    for (String name : properties.stringPropertyNames()) {
      if (FED.matcher(name).matches()) {
        topics.addAll(values(properties.getProperty(name)));
      }
    }
    topics.removeAll(owned("gateway"));
    assertThat(texts(TOPICS.at("/gateway/reads"))).isEqualTo(topics);
  }

  @Test
  void shouldReadOnlyWhatSomebodyOwns() {
    Set<String> owned =
        Stream.of("gateway", "chat", "notification", "presence", "analytics")
            .flatMap(each -> owned(each).stream())
            .collect(Collectors.toSet());
    for (JsonNode each : TOPICS) {
      assertThat(owned).containsAll(texts(each.path("reads")));
    }
  }

  @Test
  void shouldAskStrimziForEachTopicAndGrantNoMoreThanIsUsed() {
    List<Manifest> all = Chart.render(Installations.all().get("large"));
    var topics = new TreeMap<String, JsonNode>();
    var users = new HashMap<String, JsonNode>();
    for (Manifest manifest : all) {
      if (manifest.kind().equals("KafkaTopic")) {
        topics.put(manifest.at("/spec/topicName").asText(), manifest.at("/spec"));
      } else if (manifest.kind().equals("KafkaUser")) {
        users.put(manifest.name(), manifest.at("/spec/authorization/acls"));
      }
    }
    int count = 0;
    for (Map.Entry<String, JsonNode> owner : TOPICS.properties()) {
      JsonNode rights = users.get("live-tidings-" + owner.getKey());
      for (JsonNode topic : owner.getValue().path("owns")) {
        count++;
        JsonNode spec = topics.get(topic.path("name").asText());
        assertThat(spec.at("/partitions").asInt()).isEqualTo(topic.path("partitions").asInt());
        assertThat(spec.at("/replicas").asInt()).isEqualTo(3);
        assertThat(spec.at("/config/retention.ms").asLong())
            .isEqualTo(topic.path("minutes").asLong() * 60_000);
        assertThat(spec.at("/config/segment.ms").asLong())
            .isEqualTo(Math.min(topic.path("minutes").asLong(), 10_080) * 60_000);
      }
      Set<String> written =
          Manifest.elements(rights)
              .filter(acl -> acl.path("operations").toString().contains("Write"))
              .map(acl -> acl.at("/resource/name").asText())
              .collect(Collectors.toSet());
      assertThat(written).isEqualTo(owned(owner.getKey()));
      assertThat(rights.toString()).doesNotContain("\"All\"", "prefix", "\"*\"");
    }
    assertThat(topics).hasSize(count);
  }

  private static Set<String> owned(String component) {
    return Manifest.elements(TOPICS.at("/" + component + "/owns"))
        .map(topic -> topic.path("name").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> texts(JsonNode array) {
    return Manifest.elements(array)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> values(String list) {
    return Stream.of(list.split(",")).map(String::strip).filter(each -> !each.isEmpty()).toList();
  }

  /** With {@code ${property:default}} replaced, as SmallRye Config does. */
  private static String resolved(String value, Properties properties) {
    return EXPRESSION
        .matcher(value)
        .replaceAll(
            expression -> {
              String byDefault = expression.group(2) == null ? "" : expression.group(2);
              String named = properties.getProperty(expression.group(1), byDefault);
              return Matcher.quoteReplacement(resolved(named, properties));
            });
  }
}
