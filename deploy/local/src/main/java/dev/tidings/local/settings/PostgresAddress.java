package dev.tidings.local.settings;

import dev.tidings.local.CannotProceed;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PostgreSQL server and a role that may create roles and databases there.
 *
 * @param host name or address, an IPv6 address in brackets
 * @param database that the role connects to
 * @param parameters of the connection, such as {@code sslmode}, in the form of a query string; may
 *     be empty
 */
public record PostgresAddress(
    String host, int port, String database, String user, String password, String parameters) {

  static final String VARIABLE = "TIDINGS_POSTGRES_URL";
  private static final int DEFAULT_PORT = 5432;

  /**
   * Reads {@code postgresql://user:password@host:port/database?parameters} (also {@code
   * postgres://}) or {@code jdbc:postgresql://host:port/database?user=…&password=…}.
   */
  static PostgresAddress parse(String url) throws CannotProceed {
    URI uri;
    try {
      uri = URI.create(url.strip().replaceFirst("^jdbc:", ""));
    } catch (IllegalArgumentException e) {
      throw new CannotProceed(VARIABLE + " is not a URL.");
    }
    boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
    if (!postgres || uri.getHost() == null) {
      throw new CannotProceed(
          VARIABLE + " has to look like postgresql://user:password@host:5432/postgres.");
    }
    Map<String, String> query = query(uri.getRawQuery());
    String[] userInfo = Optional.ofNullable(uri.getRawUserInfo()).orElse("").split(":", 2);
    String path = Optional.ofNullable(uri.getPath()).orElse("").replaceFirst("^/", "");
    return new PostgresAddress(
        uri.getHost(),
        uri.getPort() > 0 ? uri.getPort() : DEFAULT_PORT,
        path.isEmpty() ? "postgres" : path,
        query.getOrDefault("user", userInfo[0].isEmpty() ? "postgres" : decode(userInfo[0])),
        query.getOrDefault("password", userInfo.length > 1 ? decode(userInfo[1]) : ""),
        rest(uri.getRawQuery()));
  }

  /**
   * The JDBC URL of a database of this server, with these further parameters, without user and
   * password.
   */
  public String jdbcUrl(String ofDatabase, String furtherParameters) {
    String all =
        Arrays.stream(new String[] {parameters, furtherParameters})
            .filter(Predicate.not(String::isEmpty))
            .collect(Collectors.joining("&"));
    String url = "jdbc:postgresql://" + host + ":" + port + "/" + ofDatabase;
    return all.isEmpty() ? url : url + "?" + all;
  }

  private static Map<String, String> query(String raw) {
    return pairs(raw)
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> pair.length > 1 ? decode(pair[1]) : "", (a, b) -> b));
  }

  private static String rest(String raw) {
    return pairs(raw)
        .filter(pair -> !pair[0].equals("user") && !pair[0].equals("password"))
        .map(pair -> String.join("=", pair))
        .collect(Collectors.joining("&"));
  }

  private static Stream<String[]> pairs(String raw) {
    return Arrays.stream(Optional.ofNullable(raw).orElse("").split("&"))
        .filter(Predicate.not(String::isEmpty))
        .map(pair -> pair.split("=", 2));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
