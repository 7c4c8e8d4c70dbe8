package dev.tidings.notification.rule;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.List;
import java.util.stream.Collectors;

/** What must hold for a rule to apply. */
sealed interface Condition {

  /** Whether it holds. */
  boolean holds(Facts facts);

  /** What it asks, for people. */
  String asked();

  /** Something holds of a value. */
  record At(JsonPointer pointer, Matcher matcher) implements Condition {
    @Override
    public boolean holds(Facts facts) {
      return matcher.matches(facts.at(pointer));
    }

    @Override
    public String asked() {
      return pointer + " " + matcher.asked();
    }
  }

  /** At least one of several holds. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }

    @Override
    public boolean holds(Facts facts) {
      return conditions.stream().anyMatch(condition -> condition.holds(facts));
    }

    @Override
    public String asked() {
      return conditions.stream().map(Condition::asked).collect(Collectors.joining(" or "));
    }
  }
}
