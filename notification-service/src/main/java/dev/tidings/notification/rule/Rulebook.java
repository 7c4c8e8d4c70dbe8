package dev.tidings.notification.rule;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All rules that apply, found by topic and type without looking at each. Immutable. */
final class Rulebook {

  private final List<Rule> rules;

  /** By topic and type. */
  private final Map<String, Map<String, List<Rule>>> exact = new HashMap<>();

  /** By topic, the rules that name beginnings of types. */
  private final Map<String, List<Rule>> open = new HashMap<>();

  Rulebook(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    for (String topic : topics()) {
      List<Rule> here = rules.stream().filter(rule -> rule.topics().contains(topic)).toList();
      exact.put(
          topic,
          here.stream()
              .flatMap(rule -> rule.types().stream())
              .distinct()
              .collect(
                  Collectors.toMap(
                      type -> type,
                      type -> here.stream().filter(rule -> rule.isOf(type)).toList())));
      open.put(
          topic,
          here.stream()
              .filter(rule -> rule.types().stream().anyMatch(type -> type.endsWith(Rule.ANY)))
              .toList());
    }
  }

  /** All of them, in the order of their names. */
  List<Rule> all() {
    return rules.stream().sorted(Comparator.comparing(Rule::name)).toList();
  }

  /** Those that events of a type in a topic are for, in the order in which they were written. */
  List<Rule> of(String topic, String type) {
    List<Rule> named = exact.getOrDefault(topic, Map.of()).get(type);
    return named == null
        ? open.getOrDefault(topic, List.of()).stream().filter(rule -> rule.isOf(type)).toList()
        : named;
  }

  private Set<String> topics() {
    return rules.stream()
        .flatMap(rule -> rule.topics().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
