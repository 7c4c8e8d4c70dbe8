package dev.tidings.charts.chart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.charts.support.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who may talk to whom, as a cluster decides by its network policies: a connection needs a rule for
 * going out and one for coming in; a pod that no policy selects may do anything.
 */
final class Traffic {

  /** A pod of ours, or somebody outside, who is told by a label or by an address. */
  record Party(String name, Map<String, String> labels, String cidr, String namespace) {

    static Party outside(String name, String cidr) {
      return new Party(name, Map.of(), cidr, "");
    }

    static Party elsewhere(String name, String namespaceLabel) {
      return new Party(name, Map.of(), "", namespaceLabel);
    }
  }

  private final List<Manifest> policies;
  private final List<Party> pods;

  Traffic(List<Manifest> manifests) {
    policies = manifests.stream().filter(each -> each.kind().equals("NetworkPolicy")).toList();
    pods =
        manifests.stream()
            .filter(Manifest::hasPods)
            .map(
                each ->
                    new Party(
                        each.at("/metadata/labels/app.kubernetes.io~1component").asText(),
                        Manifest.texts(each.pod().at("/metadata/labels")),
                        "",
                        ""))
            .toList();
  }

  /** Every connection that is allowed, as {@code from → to:port}. */
  TreeSet<String> arrows(List<Party> others, List<Integer> ports) {
    var arrows = new TreeSet<String>();
    List<Party> all = Stream.concat(pods.stream(), others.stream()).toList();
    for (Party from : all) {
      for (Party to : all) {
        if (from == to || !pods.contains(from) && !pods.contains(to)) {
          continue;
        }
        for (int port : ports) {
          if (allows(from, to, port, "Egress") && allows(to, from, port, "Ingress")) {
            arrows.add(from.name() + " → " + to.name() + ":" + port);
          }
        }
      }
    }
    return arrows;
  }

  private boolean allows(Party subject, Party peer, int port, String direction) {
    if (!pods.contains(subject)) {
      return true;
    }
    List<Manifest> selecting =
        policies.stream()
            .filter(
                policy ->
                    subject
                        .labels()
                        .entrySet()
                        .containsAll(
                            Manifest.texts(policy.at("/spec/podSelector/matchLabels")).entrySet()))
            .filter(
                policy ->
                    Manifest.elements(policy.at("/spec/policyTypes"))
                        .anyMatch(type -> type.asText().equals(direction)))
            .toList();
    return selecting.isEmpty()
        || selecting.stream()
            .flatMap(
                policy ->
                    Manifest.elements(
                        policy.at("/spec/" + direction.toLowerCase(java.util.Locale.ROOT))))
            .anyMatch(rule -> allows(rule, peer, port, direction));
  }

  private static boolean allows(JsonNode rule, Party peer, int port, String direction) {
    JsonNode ports = rule.path("ports");
    boolean portFits =
        ports.isMissingNode()
            || Manifest.elements(ports)
                .anyMatch(
                    each ->
                        each.path("protocol").asText().equals("TCP")
                            && each.path("port").asInt() == port);
    JsonNode peers = rule.path(direction.equals("Egress") ? "to" : "from");
    return portFits
        && (peers.isMissingNode() || Manifest.elements(peers).anyMatch(each -> means(each, peer)));
  }

  private static boolean means(JsonNode peer, Party party) {
    if (peer.has("ipBlock")) {
      return peer.at("/ipBlock/cidr").asText().equals(party.cidr());
    }
    if (peer.has("namespaceSelector")) {
      return !party.namespace().isEmpty()
          && Manifest.texts(peer.at("/namespaceSelector/matchLabels"))
              .containsValue(party.namespace());
    }
    Map<String, String> wanted = Manifest.texts(peer.at("/podSelector/matchLabels"));
    return !wanted.isEmpty() && party.labels().entrySet().containsAll(wanted.entrySet());
  }
}
