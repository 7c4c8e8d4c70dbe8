package dev.tidings.charts.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.charts.chart.Traffic.Party;
import dev.tidings.charts.support.Chart;
import dev.tidings.charts.support.Installations;
import dev.tidings.charts.support.Manifest;
import dev.tidings.charts.support.Repository;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** R-X7: the network lets through the arrows that the chart's README draws, and nothing else. */
class NetworkPolicyTest {

  private static final Pattern ARROW = Pattern.compile("\\| ([a-z0-9-]+) → ([a-z0-9-]+) \\|.*");

  /** Everybody whom pods could talk to, as the installation "everything" tells them apart. */
  private static final List<Party> OTHERS =
      List.of(
          Party.elsewhere("clients", "ingress"),
          Party.elsewhere("prometheus", "monitoring"),
          Party.elsewhere("dns", "kube-system"),
          Party.elsewhere("strangers", "elsewhere"),
          Party.outside("postgresql", "10.1.0.0/16"),
          Party.outside("kafka", "10.2.0.0/16"),
          Party.outside("issuer", "10.3.0.0/16"),
          Party.outside("mail-and-push", "10.4.0.0/16"),
          Party.outside("s3", "10.5.0.0/16"),
          Party.outside("collector", "10.6.0.0/16"),
          Party.outside("internet", "0.0.0.0/0"));

  private static final List<Integer> PORTS =
      List.of(
          22, 53, 80, 443, 587, 4318, 5432, 8080, 8081, 8082, 8083, 8084, 8088, 9092, 9093, 9094,
          15432);

  private static final Map<String, Set<Integer>> PORTS_OF =
      Map.ofEntries(
          Map.entry("gateway", Set.of(8080)),
          Map.entry("chat", Set.of(8081)),
          Map.entry("notification", Set.of(8082)),
          Map.entry("presence", Set.of(8083)),
          Map.entry("analytics", Set.of(8084)),
          Map.entry("postgresql", Set.of(5432)),
          Map.entry("kafka", Set.of(9093, 9094)),
          Map.entry("issuer", Set.of(443)),
          Map.entry("mail-and-push", Set.of(443, 587, 8088)),
          Map.entry("s3", Set.of(443)),
          Map.entry("collector", Set.of(4318)),
          Map.entry("dns", Set.of(53)));

  @Test
  void shouldLetThroughWhatIsDrawnAndNothingElse() {
    var traffic = new Traffic(Chart.render(Installations.all().get("everything")));
    var drawn = new TreeSet<String>();
    for (String line : Repository.text("deploy/helm/tidings/README.md").lines().toList()) {
      var arrow = ARROW.matcher(line);
      if (arrow.matches()) {
        for (int port : PORTS_OF.get(arrow.group(2))) {
          drawn.add(arrow.group(1) + " → " + arrow.group(2) + ":" + port);
        }
      }
    }
    assertThat(drawn).hasSizeGreaterThan(30);
    assertThat(traffic.arrows(OTHERS, PORTS)).isEqualTo(drawn);
  }

  @Test
  void shouldReachWhatOperatorsMake() {
    List<Manifest> large = Chart.render(Installations.all().get("large"));
    var postgres =
        new Party("postgres", Map.of("cnpg.io/cluster", "live-tidings-postgres"), "", "");
    var kafka = new Party("kafka", Map.of("strimzi.io/cluster", "live-tidings-kafka"), "", "");
    assertThat(new Traffic(large).arrows(List.of(postgres, kafka), List.of(5432, 9093)))
        .containsExactlyInAnyOrder(
            "chat → postgres:5432",
            "notification → postgres:5432",
            "presence → postgres:5432",
            "analytics → postgres:5432",
            "gateway → kafka:9093",
            "chat → kafka:9093",
            "notification → kafka:9093",
            "presence → kafka:9093",
            "analytics → kafka:9093");
  }

  @Test
  void shouldConfineEveryPod() {
    for (String installation : List.of("defaults", "small", "large", "everything")) {
      List<Manifest> all = Chart.render(Installations.all().get(installation));
      assertThat(
              all.stream().filter(each -> each.kind().equals("NetworkPolicy")).map(Manifest::name))
          .containsExactlyInAnyOrderElementsOf(
              all.stream().filter(Manifest::hasPods).map(Manifest::name).toList());
    }
  }
}
