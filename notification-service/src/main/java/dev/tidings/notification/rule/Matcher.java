package dev.tidings.notification.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;

/** What a condition asks of a value; a value that is not there is a missing node. */
sealed interface Matcher {

  /** Whether the value satisfies it. */
  boolean matches(JsonNode value);

  /** What it asks, for people. */
  String asked();

  /** The value is just that. */
  record Is(JsonNode expected) implements Matcher {
    @Override
    public boolean matches(JsonNode value) {
      return same(expected, value);
    }

    @Override
    public String asked() {
      return "is " + expected;
    }
  }

  /** The value is something else, or nothing. */
  record IsNot(JsonNode unexpected) implements Matcher {
    @Override
    public boolean matches(JsonNode value) {
      return !same(unexpected, value);
    }

    @Override
    public String asked() {
      return "is not " + unexpected;
    }
  }

  /** The value is one of these. */
  record In(List<JsonNode> expected) implements Matcher {
    public In {
      expected = List.copyOf(expected);
    }

    @Override
    public boolean matches(JsonNode value) {
      return expected.stream().anyMatch(each -> same(each, value));
    }

    @Override
    public String asked() {
      return "is one of " + expected;
    }
  }

  /** There is a value, which is not null, or there is none. */
  record Exists(boolean expected) implements Matcher {
    @Override
    public boolean matches(JsonNode value) {
      return (!value.isMissingNode() && !value.isNull()) == expected;
    }

    @Override
    public String asked() {
      return expected ? "exists" : "does not exist";
    }
  }

  /** The value is a number that is at least so large. */
  record AtLeast(BigDecimal least) implements Matcher {
    @Override
    public boolean matches(JsonNode value) {
      return value.isNumber() && value.decimalValue().compareTo(least) >= 0;
    }

    @Override
    public String asked() {
      return "is at least " + least.toPlainString();
    }
  }

  /** The value is a number that is at most so large. */
  record AtMost(BigDecimal most) implements Matcher {
    @Override
    public boolean matches(JsonNode value) {
      return value.isNumber() && value.decimalValue().compareTo(most) <= 0;
    }

    @Override
    public String asked() {
      return "is at most " + most.toPlainString();
    }
  }

  /** The value is a list with that in it, or a text with that text in it. */
  record Contains(JsonNode part) implements Matcher {
    @Override
    public boolean matches(JsonNode value) {
      if (value.isTextual()) {
        return part.isTextual() && value.textValue().contains(part.textValue());
      }
      if (value.isArray()) {
        for (JsonNode item : value) {
          if (same(part, item)) {
            return true;
          }
        }
      }
      return false;
    }

    @Override
    public String asked() {
      return "contains " + part;
    }
  }

  /** Equal as JSON; numbers by what they are worth. */
  private static boolean same(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue()) == 0
        : one.equals(other);
  }
}
