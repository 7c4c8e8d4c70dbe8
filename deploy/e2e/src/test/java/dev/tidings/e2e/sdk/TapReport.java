package dev.tidings.e2e.sdk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Node's test runner has reported.
 *
 * @param results in the order of the report
 * @see <a href="https://testanything.org/tap-version-14-specification.html">TAP</a>
 */
record TapReport(List<Result> results) {

  private static final Pattern RESULT =
      Pattern.compile("^(not )?ok \\d+ - (.*?)(?: # (SKIP|TODO)\\b.*)?$");

  /**
   * The result of one test.
   *
   * @param detail what the report says of it, such as the failed assertion
   */
  record Result(String name, boolean passed, boolean skipped, String detail) {}

  static TapReport parse(String text) {
    var results = new ArrayList<Result>();
    var detail = new StringBuilder();
    Matcher last = null;
    for (String line : text.split("\\R")) {
      Matcher matcher = RESULT.matcher(line);
      if (matcher.matches()) {
        add(results, last, detail);
        last = matcher;
        detail.setLength(0);
      } else {
        detail.append(line).append('\n');
      }
    }
    add(results, last, detail);
    return new TapReport(List.copyOf(results));
  }

  private static void add(List<Result> results, Matcher result, StringBuilder detail) {
    if (result != null) {
      results.add(
          new Result(
              result.group(2),
              result.group(1) == null,
              result.group(3) != null,
              detail.toString().strip()));
    }
  }
}
