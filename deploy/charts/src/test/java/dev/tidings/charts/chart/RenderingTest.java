package dev.tidings.charts.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import dev.tidings.charts.support.Chart;
import dev.tidings.charts.support.Installations;
import dev.tidings.charts.support.Manifest;
import dev.tidings.charts.support.Repository;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** R-X7: what the chart renders is right in itself, whatever switches are turned. */
class RenderingTest {

  private static final Map<String, List<Manifest>> RENDERED = new TreeMap<>();

  static Set<String> installations() {
    return Installations.all().keySet();
  }

  private static List<Manifest> rendered(String installation) {
    return RENDERED.computeIfAbsent(
        installation, name -> Chart.render(Installations.all().get(name)));
  }

  @Test
  void shouldPassAStrictLint() {
    var lint = new Helm(Repository.CHART).lint().strict().call();
    assertThat(lint.isFailed()).as("%s", lint.getMessages()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("installations")
  void shouldHaveNoFieldThatKubernetesDoesNotKnow(String installation) {
    for (Manifest manifest : rendered(installation)) {
      assertThat(StrictReader.faults(manifest)).as("%s", manifest).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("installations")
  void shouldNameEachResourceOnce(String installation) {
    var seen = new HashSet<String>();
    for (Manifest manifest : rendered(installation)) {
      assertThat(seen.add(manifest.toString())).as("another %s", manifest).isTrue();
      assertThat(manifest.name()).matches("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?|.*\\.dlq");
      assertThat(Manifest.texts(manifest.at("/metadata/labels")))
          .as("%s", manifest)
          .containsKeys(
              "app.kubernetes.io/name",
              "app.kubernetes.io/instance",
              "app.kubernetes.io/component",
              "app.kubernetes.io/version",
              "app.kubernetes.io/managed-by",
              "helm.sh/chart")
          .allSatisfy((name, value) -> assertThat(value).matches("[A-Za-z0-9._-]{1,63}"));
    }
  }

  @ParameterizedTest
  @MethodSource("installations")
  void shouldRenderTheFiveProcesses(String installation) {
    assertThat(deployments(installation))
        .extracting(
            manifest -> manifest.at("/metadata/labels/app.kubernetes.io~1component").asText())
        .containsExactlyInAnyOrder("gateway", "chat", "notification", "presence", "analytics");
  }

  @ParameterizedTest
  @MethodSource("installations")
  void shouldSelectExactlyItsOwnPods(String installation) {
    List<Manifest> all = rendered(installation);
    List<Manifest> workloads = all.stream().filter(Manifest::hasPods).toList();
    for (Manifest selecting : all) {
      String pointer =
          switch (selecting.kind()) {
            case "Service" -> "/spec/selector";
            case "Deployment", "PodDisruptionBudget" -> "/spec/selector/matchLabels";
            case "NetworkPolicy" -> "/spec/podSelector/matchLabels";
            default -> null;
          };
      if (pointer == null) {
        continue;
      }
      Map<String, String> selector = Manifest.texts(selecting.at(pointer));
      assertThat(selector).as("%s", selecting).hasSize(3);
      assertThat(workloads.stream().filter(selects(selector)).map(Manifest::name))
          .as("%s", selecting)
          .containsExactly(selecting.name());
    }
  }

  @ParameterizedTest
  @MethodSource("installations")
  void shouldProbeLimitAndConfineEveryContainer(String installation) {
    for (Manifest workload : rendered(installation).stream().filter(Manifest::hasPods).toList()) {
      JsonNode pod = workload.pod().at("/spec");
      assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(pod.at("/enableServiceLinks").asBoolean(true)).isFalse();
      for (JsonNode container : workload.containers()) {
        isRestricted(pod, container);
        assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
        assertThat(container.at("/resources/requests/memory").asText()).isNotEmpty();
        assertThat(container.at("/resources/limits/memory"))
            .isEqualTo(container.at("/resources/requests/memory"));
        if (workload.kind().equals("Deployment")) {
          isProbed(container);
        }
        mountsWhatIsThere(pod, container);
        isConfiguredOnce(container);
      }
    }
  }

  /** Pod Security Standards, profile "restricted", as of Kubernetes 1.33. */
  private static void isRestricted(JsonNode pod, JsonNode container) {
    for (String host : List.of("hostNetwork", "hostPID", "hostIPC", "hostUsers")) {
      assertThat(pod.has(host)).as(host).isFalse();
    }
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
    assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
    assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
    assertThat(container.at("/securityContext/capabilities/add").isMissingNode()).isTrue();
    assertThat(container.at("/securityContext/privileged").asBoolean()).isFalse();
    Manifest.elements(container.at("/ports"))
        .forEach(port -> assertThat(port.has("hostPort")).isFalse());
    Manifest.elements(pod.at("/volumes"))
        .forEach(
            volume ->
                assertThat(Manifest.texts(volume).keySet())
                    .containsAnyOf("configMap", "emptyDir", "secret", "persistentVolumeClaim"));
  }

  private static void isProbed(JsonNode container) {
    assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/started");
    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
    for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
      assertThat(container.at("/" + probe + "/httpGet/port").asText())
          .isEqualTo(container.at("/ports/0/name").asText());
    }
  }

  private static void mountsWhatIsThere(JsonNode pod, JsonNode container) {
    Set<String> volumes =
        Manifest.elements(pod.at("/volumes"))
            .map(volume -> volume.path("name").asText())
            .collect(Collectors.toSet());
    assertThat(
            Manifest.elements(container.at("/volumeMounts"))
                .map(mount -> mount.path("name").asText()))
        .containsExactlyInAnyOrderElementsOf(volumes);
    // Nothing else can be written to.
    assertThat(
            Manifest.elements(container.at("/volumeMounts"))
                .filter(mount -> !mount.path("readOnly").asBoolean())
                .map(mount -> mount.path("mountPath").asText()))
        .isSubsetOf("/tmp", "/var/lib/tidings/attachments");
  }

  private static void isConfiguredOnce(JsonNode container) {
    List<String> names =
        Manifest.elements(container.at("/env"))
            .map(variable -> variable.path("name").asText())
            .toList();
    assertThat(names).isNotEmpty().doesNotHaveDuplicates();
    for (JsonNode variable : container.at("/env")) {
      String name = variable.path("name").asText();
      if (name.matches(".*(PASSWORD|SECRET|JAAS|ACCESS_KEY|PRIVATE_KEY).*")) {
        assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).as(name).isNotEmpty();
      } else if (variable.has("value")) {
        assertThat(variable.path("value").isTextual()).as(name).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("installations")
  void shouldMakeNoSecretAndGrantNothing(String installation) {
    assertThat(rendered(installation))
        .extracting(Manifest::kind)
        .doesNotContain("Secret", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding");
  }

  @ParameterizedTest
  @MethodSource("installations")
  void shouldReferToWhatIsThere(String installation) {
    List<Manifest> all = rendered(installation);
    Set<String> names = all.stream().map(Manifest::toString).collect(Collectors.toSet());
    for (Manifest workload : deployments(installation)) {
      JsonNode pod = workload.pod().at("/spec");
      assertThat(names).contains("ServiceAccount " + pod.at("/serviceAccountName").asText());
      for (JsonNode volume : pod.at("/volumes")) {
        if (volume.has("configMap")) {
          assertThat(names).contains("ConfigMap " + volume.at("/configMap/name").asText());
        }
        String claim = volume.at("/persistentVolumeClaim/claimName").asText();
        if (!claim.isEmpty() && !claim.equals("files")) {
          assertThat(names).contains("PersistentVolumeClaim " + claim);
        }
      }
      for (JsonNode variable : workload.containers().getFirst().at("/env")) {
        if (variable.path("name").asText().matches("TIDINGS_GATEWAY_SERVICES_.*_URL")) {
          String[] address = variable.path("value").asText().replace("http://", "").split(":");
          Manifest service = only(all, "Service " + address[0]);
          assertThat(service.at("/spec/ports/0/port").asText()).isEqualTo(address[1]);
          assertThat(
                  only(all, "Deployment " + address[0])
                      .containers()
                      .getFirst()
                      .at("/ports/0/containerPort")
                      .asText())
              .isEqualTo(address[1]);
        }
      }
    }
    for (Manifest scaler : all) {
      if (scaler.kind().equals("HorizontalPodAutoscaler")) {
        assertThat(names).contains("Deployment " + scaler.at("/spec/scaleTargetRef/name").asText());
        // Whoever scales by load says how many there are.
        assertThat(only(all, "Deployment " + scaler.name()).at("/spec/replicas").isMissingNode())
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("installations")
  void shouldGiveAProcessItsOwnPortAndImage(String installation) {
    for (Manifest deployment : deployments(installation)) {
      JsonNode container = deployment.containers().getFirst();
      String application = container.at("/image").asText().replaceAll(".*tidings-|:.*", "");
      assertThat(Repository.properties(application).getProperty("quarkus.http.port"))
          .isEqualTo(container.at("/ports/0/containerPort").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("installations")
  void shouldLetAGatewayDrain(String installation) {
    Manifest gateway =
        deployments(installation).stream()
            .filter(each -> each.name().endsWith("gateway"))
            .findFirst()
            .orElseThrow();
    Map<String, String> environment = environment(gateway);
    int needed =
        seconds(environment.get("TIDINGS_GATEWAY_DRAIN_SETTLE"))
            + seconds(environment.get("TIDINGS_GATEWAY_DRAIN_GRACE"));
    assertThat(gateway.pod().at("/spec/terminationGracePeriodSeconds").asInt())
        .isGreaterThanOrEqualTo(needed + 5);
    assertThat(seconds(environment.get("TIDINGS_GATEWAY_DRAIN_SPREAD")))
        .isLessThan(seconds(environment.get("TIDINGS_GATEWAY_DRAIN_GRACE")));
  }

  @Test
  void shouldKeepWhatHasNoEnd() {
    List<Manifest> all = rendered("everything");
    Manifest ingress =
        all.stream().filter(each -> each.kind().equals("Ingress")).findFirst().orElseThrow();
    assertThat(Manifest.texts(ingress.at("/metadata/annotations")))
        .containsEntry("nginx.ingress.kubernetes.io/proxy-read-timeout", "3600")
        .containsEntry("nginx.ingress.kubernetes.io/proxy-buffering", "off")
        .containsEntry("extra", "true");
    Manifest route =
        all.stream().filter(each -> each.kind().equals("HTTPRoute")).findFirst().orElseThrow();
    assertThat(route.at("/spec/rules/0/timeouts/request").asText()).isEqualTo("0s");
    assertThat(route.at("/spec/rules/0/matches").findValuesAsText("value"))
        .contains("/ws", "/socket.io", "/api/realtime/stream");
    for (Manifest outside : List.of(ingress, route)) {
      assertThat(outside.json().findValuesAsText("path"))
          .as("probes and metrics are nobody's outside")
          .noneMatch(path -> path.startsWith("/q"));
    }
  }

  @Test
  void shouldRestartPodsWhenAPropertyChanges() {
    String checksum = "/metadata/annotations/checksum~1settings";
    List<Manifest> before = Chart.render("gateway: {settings: {tidings.gateway.heartbeat: 20s}}");
    List<Manifest> after = Chart.render("gateway: {settings: {tidings.gateway.heartbeat: 30s}}");
    assertThat(only(before, "Deployment live-tidings-gateway").pod().at(checksum))
        .isNotEqualTo(only(after, "Deployment live-tidings-gateway").pod().at(checksum));
    assertThat(only(before, "Deployment live-tidings-chat").pod().at(checksum))
        .isEqualTo(only(after, "Deployment live-tidings-chat").pod().at(checksum));
  }

  @Test
  void shouldMigrateByAJobIfAsked() {
    List<Manifest> all = rendered("everything");
    assertThat(all.stream().filter(each -> each.kind().equals("Job")).map(Manifest::name))
        .containsExactlyInAnyOrder(
            "live-tidings-chat-migration",
            "live-tidings-notification-migration",
            "live-tidings-presence-migration",
            "live-tidings-analytics-migration");
    for (Manifest job : all) {
      if (job.kind().equals("Job")) {
        assertThat(environment(job))
            .containsEntry("QUARKUS_INIT_AND_EXIT", "true")
            .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "true");
      } else if (job.kind().equals("Deployment") && !job.name().endsWith("gateway")) {
        assertThat(environment(job)).containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");
      }
    }
  }

  static Map<String, String> environment(Manifest workload) {
    var environment = new TreeMap<String, String>();
    for (JsonNode variable : workload.containers().getFirst().at("/env")) {
      environment.put(variable.path("name").asText(), variable.path("value").asText());
    }
    return environment;
  }

  private static List<Manifest> deployments(String installation) {
    return rendered(installation).stream()
        .filter(manifest -> manifest.kind().equals("Deployment"))
        .toList();
  }

  private static Manifest only(List<Manifest> all, String name) {
    return all.stream()
        .filter(manifest -> manifest.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name));
  }

  private static Predicate<Manifest> selects(Map<String, String> selector) {
    return workload ->
        Manifest.texts(workload.pod().at("/metadata/labels"))
            .entrySet()
            .containsAll(selector.entrySet());
  }

  private static int seconds(String duration) {
    return Integer.parseInt(duration.replace("s", ""));
  }
}
