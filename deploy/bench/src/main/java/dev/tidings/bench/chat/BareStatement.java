package dev.tidings.bench.chat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statement by which chat-service stores a message, as it was seen running once, made fit to be
 * run again and again without the service: for another room, and with ids that are new each time.
 * Everything else is as it was.
 *
 * @param sql with {@code :k} wherever a number belongs that grows with each execution
 */
record BareStatement(String sql) {

  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final char NEW_ID = '\u0001';
  private static final char NEW_CLIENT_ID = '\u0002';

  /** More than there are connections: what lies between two numbers of one of them. */
  static final int STEP = 16;

  private static final String NUMBER = "lpad(to_hex(:k::bigint), 12, '0')";

  /**
   * Of one execution.
   *
   * @param room whose message it was
   * @param other the room whose message it is to be
   * @param clientId of the message
   */
  static BareStatement of(StatementLog.Entry seen, String room, String other, String clientId) {
    var sql = new StringBuilder();
    String text = seen.sql();
    for (int at = 0; at < text.length(); ) {
      char each = text.charAt(at);
      if (each == '\'') {
        int end = endOfLiteral(text, at);
        sql.append(literal(text.substring(at + 1, end).replace("''", "'")));
        at = end + 1;
      } else if (each == '$' && Character.isDigit(text.charAt(at + 1))) {
        int end = at + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
          end++;
        }
        String value = seen.parameters().get(Integer.parseInt(text.substring(at + 1, end)) - 1);
        sql.append(value == null ? "null" : value(value, room, other, clientId));
        at = end;
      } else {
        sql.append(each);
        at++;
      }
    }
    return new BareStatement(sql.toString());
  }

  /** Where its last quote is; two of them are one of its characters. */
  private static int endOfLiteral(String text, int begin) {
    int end = text.indexOf('\'', begin + 1);
    while (text.startsWith("''", end)) {
      end = text.indexOf('\'', end + 2);
    }
    return end;
  }

  private static String value(String value, String room, String other, String clientId) {
    boolean isId = UUID.matcher(value).matches() && !value.equals(room);
    String marked = value.replace(clientId, String.valueOf(NEW_CLIENT_ID));
    var ids = new StringBuilder();
    Matcher id = UUID.matcher(marked);
    while (id.find()) {
      id.appendReplacement(ids, id.group().equals(room) ? other : String.valueOf(NEW_ID));
    }
    id.appendTail(ids);
    if (ids.indexOf(String.valueOf(NEW_ID)) < 0 && ids.indexOf(String.valueOf(NEW_CLIENT_ID)) < 0) {
      return literal(ids.toString());
    }
    Map<Character, String> made =
        Map.of(
            NEW_ID, literal("01900000-0000-7000-8000-") + " || " + NUMBER,
            NEW_CLIENT_ID, literal("b-") + " || " + NUMBER);
    var parts = new StringBuilder();
    var plain = new StringBuilder();
    for (char each : ids.toString().toCharArray()) {
      if (made.containsKey(each)) {
        parts.append(parts.isEmpty() ? "" : " || ").append(literal(plain.toString()));
        parts.append(" || ").append(made.get(each));
        plain.setLength(0);
      } else {
        plain.append(each);
      }
    }
    parts.append(" || ").append(literal(plain.toString()));
    return "(" + parts + ")" + (isId ? "::uuid" : "");
  }

  /** Without a colon, which would begin a variable's name for pgbench. */
  private static String literal(String text) {
    if (text.indexOf(':') < 0 && text.indexOf('\\') < 0) {
      return "'" + text.replace("'", "''") + "'";
    }
    return "E'" + text.replace("\\", "\\\\").replace("'", "''").replace(":", "\\072") + "'";
  }

  /** The same for JDBC, with a parameter for each number. */
  String forJdbc() {
    return sql.replace(":k::bigint", "?::bigint");
  }

  /** How often the number is in it. */
  int numbers() {
    return sql.split(":k::bigint", -1).length - 1;
  }

  /** One script for pgbench: a number for each client's each execution, growing. */
  String script() {
    return "\\set n :n + 1\n\\set k :base + :n * %d + :client_id\n".formatted(STEP) + sql + ";\n";
  }

  /** The statements of several rooms. */
  static List<BareStatement> ofAll(
      StatementLog.Entry seen, String room, List<String> others, String clientId) {
    return others.stream().map(other -> of(seen, room, other, clientId)).toList();
  }
}
