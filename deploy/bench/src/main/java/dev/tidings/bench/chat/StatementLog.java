package dev.tidings.bench.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The statements of chat-service in a log of PostgreSQL with {@code log_statement = all}: what the
 * service really runs, whatever its sources say.
 *
 * @param entries in the log's order
 */
record StatementLog(List<Entry> entries) {

  private static final Pattern STATEMENT =
      Pattern.compile(".*? chat@[^ ]+ LOG:  (?:statement|execute [^:]+): (.*)", Pattern.DOTALL);
  private static final Pattern PARAMETERS =
      Pattern.compile(".*? chat@[^ ]+ DETAIL:  [Pp]arameters: (.*)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$\\d+ = (NULL|'((?:[^']++|'')*+)')", Pattern.DOTALL);

  /**
   * One execution.
   *
   * @param sql with {@code $1}, {@code $2} and so on
   * @param parameters in their order; null is NULL
   */
  record Entry(String sql, List<String> parameters) {}

  /** Reads a log; a line that begins with a tab goes on with the one before it. */
  static StatementLog parse(List<String> lines) {
    var entries = new ArrayList<Entry>();
    var message = new StringBuilder();
    for (String line : lines) {
      if (line.startsWith("\t")) {
        message.append('\n').append(line, 1, line.length());
      } else {
        take(message.toString(), entries);
        message.setLength(0);
        message.append(line);
      }
    }
    take(message.toString(), entries);
    return new StatementLog(entries);
  }

  private static void take(String message, List<Entry> entries) {
    Matcher statement = STATEMENT.matcher(message);
    Matcher parameters = PARAMETERS.matcher(message);
    if (statement.matches()) {
      entries.add(new Entry(statement.group(1), List.of()));
    } else if (parameters.matches() && !entries.isEmpty()) {
      Entry last = entries.removeLast();
      entries.add(new Entry(last.sql, values(parameters.group(1))));
    }
  }

  private static List<String> values(String text) {
    var values = new ArrayList<String>();
    Matcher each = PARAMETER.matcher(text);
    while (each.find()) {
      values.add(each.group(2) == null ? null : each.group(2).replace("''", "'"));
    }
    return values;
  }

  /** The last one with a certain parameter. */
  Optional<Entry> lastWith(String parameter) {
    return entries.reversed().stream()
        .filter(entry -> entry.parameters.contains(parameter))
        .findFirst();
  }

  /** What was logged after an earlier look at the same log. */
  StatementLog since(StatementLog earlier) {
    return new StatementLog(entries.subList(earlier.entries.size(), entries.size()));
  }

  /**
   * How many statements there are for each message.
   *
   * @param perMessage executions of statements that ran at least once for each of them
   * @param perBatch executions of all others, which serve several messages or none
   */
  record Share(double perMessage, double perBatch) {}

  /** Tells what runs for each of some messages from what runs for many at once. */
  Share share(long messages) {
    Map<String, Long> executions =
        entries.stream().collect(Collectors.groupingBy(Entry::sql, Collectors.counting()));
    long each =
        executions.values().stream()
            .filter(count -> count >= messages)
            .mapToLong(Long::longValue)
            .sum();
    return new Share(
        (double) each / Math.max(1, messages),
        (double) (entries.size() - each) / Math.max(1, messages));
  }

  int size() {
    return entries.size();
  }
}
