package dev.tidings.analytics.referrer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

/** The parameters of an address, of which the first of each name counts. */
final class Query {

  private static final int MAX_LENGTH = 255;

  private final Map<String, String> values = new HashMap<>();

  private Query() {}

  /** Reads what stands behind the question mark; of a route in the fragment, behind its own too. */
  static Query of(String address) {
    var query = new Query();
    int fragment = address.indexOf('#');
    query.add(fragment < 0 ? address : address.substring(0, fragment));
    if (fragment >= 0) {
      query.add(address.substring(fragment));
    }
    return query;
  }

  private void add(String part) {
    int mark = part.indexOf('?');
    if (mark < 0) {
      return;
    }
    for (String parameter : part.substring(mark + 1).split("&")) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(
            parameter.substring(0, equals), decoded(parameter.substring(equals + 1)));
      }
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** The value of a parameter, not longer than is kept; null if there is none or it is blank. */
  String get(String name) {
    String value = values.get(name);
    if (value == null) {
      return null;
    }
    // What cannot be decoded, and what no database keeps, is as good as not there.
    String text = value.replace("\0", "").replace("\uFFFD", "").strip();
    if (text.isEmpty()) {
      return null;
    }
    return text.length() > MAX_LENGTH
        ? text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, MAX_LENGTH) - 1))
        : text;
  }

  boolean has(String name) {
    return get(name) != null;
  }

  /** The value of the first of the parameters that has one; null if none has. */
  String first(String... names) {
    for (String name : names) {
      String value = get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
