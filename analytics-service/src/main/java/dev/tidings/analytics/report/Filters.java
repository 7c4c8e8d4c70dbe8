package dev.tidings.analytics.report;

import dev.tidings.analytics.rollup.Breakdown;
import dev.tidings.analytics.rollup.Dimension;
import dev.tidings.analytics.rollup.Filter;
import dev.tidings.analytics.rollup.Filter.Comparison;
import dev.tidings.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads filters and dimensions as requests name them. */
public final class Filters {

  private static final String PROPERTY = "prop:";
  private static final int MOST_FILTERS = 10;
  private static final int MOST_VALUES = 20;
  private static final int LONGEST_VALUE = 2_048;

  /** Between the values of a filter; a backslash before it makes it a part of the value. */
  private static final Pattern BETWEEN = Pattern.compile("(?<!\\\\)\\|");

  private Filters() {}

  /**
   * Filters such as {@code country:is:DE|FR}, {@code page:like:/blog/*} or {@code
   * prop:plan:is-not:free}.
   *
   * @throws ProblemException {@code validation-failed}
   */
  public static List<Filter> parse(List<String> texts) {
    if (texts == null) {
      return List.of();
    }
    if (texts.size() > MOST_FILTERS) {
      throw ProblemException.invalid("?filter", "is there at most " + MOST_FILTERS + " times");
    }
    return texts.stream().map(Filters::parse).toList();
  }

  private static Filter parse(String text) {
    boolean ofProperty = text.startsWith(PROPERTY);
    String rest = ofProperty ? text.substring(PROPERTY.length()) : text;
    String[] parts = rest.split(":", 3);
    if (parts.length < 3 || parts[0].isEmpty()) {
      throw ProblemException.invalid(
          "?filter", "is <dimension>:<is|is-not|contains|like>:<value>|<value>…");
    }
    Comparison comparison = comparison(parts[1]);
    List<String> values =
        BETWEEN.splitAsStream(parts[2]).map(value -> value.replace("\\|", "|")).toList();
    if (values.size() > MOST_VALUES
        || values.stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
      throw ProblemException.invalid(
          "?filter", "has at most " + MOST_VALUES + " values of " + LONGEST_VALUE + " characters");
    }
    if (text.indexOf('\0') >= 0) {
      throw ProblemException.invalid("?filter", "has characters that are none");
    }
    return ofProperty
        ? new Filter.ByProperty(parts[0], comparison, values)
        : new Filter.ByDimension(dimension(parts[0], "?filter"), comparison, values);
  }

  private static Comparison comparison(String text) {
    return switch (text) {
      case "is" -> Comparison.IS;
      case "is-not" -> Comparison.IS_NOT;
      case "contains" -> Comparison.CONTAINS;
      case "like" -> Comparison.LIKE;
      default ->
          throw ProblemException.invalid("?filter", "compares by is, is-not, contains or like");
    };
  }

  /**
   * What a breakdown is by: a dimension's name or {@code prop:<name>}.
   *
   * @throws ProblemException {@code validation-failed}
   */
  static Breakdown breakdown(String text) {
    if (text == null) {
      throw ProblemException.invalid("?dimension", "says by what to break down");
    }
    if (text.startsWith(PROPERTY) && text.length() > PROPERTY.length() && text.indexOf('\0') < 0) {
      return new Breakdown.ByProperty(text.substring(PROPERTY.length()));
    }
    return new Breakdown.ByDimension(dimension(text, "?dimension"));
  }

  private static Dimension dimension(String text, String pointer) {
    return Dimension.of(text)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    pointer,
                    "is prop:<name> or one of "
                        + String.join(
                            ", ",
                            Arrays.stream(Dimension.values()).map(Dimension::wire).toList())));
  }
}
