package dev.tidings.charts.chart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a {@code values.yaml} in block style as a table: what is written above a key is its
 * meaning.
 */
final class ValuesTable {

  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9]+):(?: (.*))?");

  private record Line(int indent, String key, String value) {}

  private ValuesTable() {}

  static String of(String yaml) {
    var table = new StringBuilder("| value | default | meaning |\n|---|---|---|\n");
    Deque<Line> path = new ArrayDeque<>();
    List<String> comment = new ArrayList<>();
    List<String> lines = yaml.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank()) {
        comment.clear();
      } else if (line.strip().startsWith("#")) {
        comment.add(line.strip().substring(1).strip());
      } else {
        Matcher key = KEY.matcher(line);
        if (!key.matches()) {
          continue;
        }
        var parsed = new Line(key.group(1).length(), key.group(2), key.group(3));
        while (!path.isEmpty() && path.getLast().indent() >= parsed.indent()) {
          path.removeLast();
        }
        path.addLast(parsed);
        boolean isList = i + 1 < lines.size() && lines.get(i + 1).strip().startsWith("- ");
        String value = parsed.value() == null && isList ? "…" : parsed.value();
        if (value != null || !comment.isEmpty()) {
          append(table, path, value, String.join(" ", comment));
        }
        comment.clear();
      }
    }
    return table.toString();
  }

  private static void append(StringBuilder table, Deque<Line> path, String value, String meaning) {
    var name = new StringBuilder();
    for (Iterator<Line> each = path.iterator(); each.hasNext(); ) {
      name.append(each.next().key()).append(each.hasNext() ? "." : "");
    }
    table
        .append("| `")
        .append(name)
        .append("` | ")
        .append(value == null ? "" : "`" + value + "`")
        .append(" | ")
        .append(meaning.replace("|", "\\|").replace("<", "&lt;"))
        .append(" |\n");
  }
}
