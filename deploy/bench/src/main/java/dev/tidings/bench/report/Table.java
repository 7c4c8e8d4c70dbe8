package dev.tidings.bench.report;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table whose columns are as wide as what is in them. */
final class Table {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  Table(List<String> header) {
    this.header = List.copyOf(header);
  }

  void add(List<String> row) {
    if (row.size() != header.size()) {
      throw new IllegalArgumentException(row + " doesn't fit under " + header);
    }
    rows.add(List.copyOf(row));
  }

  /** Nothing if there are no rows. */
  String render() {
    if (rows.isEmpty()) {
      return "";
    }
    int[] widths = new int[header.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = header.get(i).length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var text = new StringBuilder();
    line(text, header, widths);
    for (int width : widths) {
      text.append('|').append("-".repeat(width + 2));
    }
    text.append("|\n");
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      text.append("| ").append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length());
      text.append(' ');
    }
    text.append("|\n");
  }
}
