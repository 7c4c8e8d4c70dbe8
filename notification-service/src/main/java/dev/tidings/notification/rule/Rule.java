package dev.tidings.notification.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of events of some types.
 *
 * @param name unique among all rules
 * @param file where it is from
 * @param topics the topics that it listens to
 * @param types the events' types; one that ends in {@code *} stands for all that begin so
 * @param conditions all of which must hold
 * @param notice the notification that it makes
 * @param entry the activity that it makes
 * @param source the rule as it was written
 */
record Rule(
    String name,
    String file,
    Set<String> topics,
    Set<String> types,
    List<Condition> conditions,
    Optional<Notice> notice,
    Optional<Entry> entry,
    JsonNode source) {

  /** What a type ends in that stands for all that begin like it. */
  static final String ANY = "*";

  Rule {
    topics = Set.copyOf(topics);
    types = Set.copyOf(types);
    conditions = List.copyOf(conditions);
  }

  /** Whether events of the type are its. */
  boolean isOf(String type) {
    return types.contains(type)
        || types.stream()
            .anyMatch(
                each ->
                    each.endsWith(ANY) && type.startsWith(each.substring(0, each.length() - 1)));
  }

  /** The first condition that does not hold. */
  Optional<Condition> unmet(Facts facts) {
    return conditions.stream().filter(condition -> !condition.holds(facts)).findFirst();
  }
}
