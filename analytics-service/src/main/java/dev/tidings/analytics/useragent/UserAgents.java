package dev.tidings.analytics.useragent;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ua_parser.Client;
import ua_parser.Parser;

/**
 * Reads user agents by the expressions of uap-core. Safe for use by several threads.
 *
 * <p>A new user agent costs about a millisecond, so those that came before are remembered; there
 * are far fewer of them than visitors.
 *
 * @see <a href="https://github.com/ua-parser/uap-core">uap-core</a>
 */
@Singleton
public final class UserAgents {

  /** Longer ones are read up to here: no browser's is, and expressions take their time. */
  private static final int MAX_LENGTH = 1000;

  private static final int REMEMBERED = 20_000;

  /** What uap-core says if it knows nothing. */
  private static final String OTHER = "Other";

  private final Parser parser;
  private final Bots bots;
  private final LoadingCache<String, Agent> remembered =
      Caffeine.newBuilder().maximumSize(REMEMBERED).build(this::parse);

  UserAgents(UserAgentConfig config) {
    this.bots = Bots.of("/useragent/crawler-user-agents.json");
    this.parser = config.expressions().map(UserAgents::parser).orElseGet(Parser::new);
  }

  private static Parser parser(Path expressions) {
    try (InputStream in = Files.newInputStream(expressions)) {
      return new Parser(in);
    } catch (IOException e) {
      throw new UncheckedIOException("tidings.analytics.user-agent.expressions cannot be read", e);
    }
  }

  /** What the header's value says; nothing if it is empty. */
  public Agent read(String userAgent) {
    if (userAgent.isBlank()) {
      return Agent.UNKNOWN;
    }
    return remembered.get(
        userAgent.length() > MAX_LENGTH ? userAgent.substring(0, MAX_LENGTH) : userAgent);
  }

  private Agent parse(String userAgent) {
    Client client = parser.parse(userAgent);
    return new Agent(
        known(client.userAgent.family),
        version(client.userAgent.major, null),
        known(client.os.family),
        version(client.os.major, client.os.minor),
        Devices.of(userAgent),
        bots.name(userAgent).orElse(null));
  }

  private static String known(String family) {
    return family == null || family.isEmpty() || family.equals(OTHER) ? null : family;
  }

  private static String version(String major, String minor) {
    if (major == null || major.isEmpty()) {
      return null;
    }
    return minor == null || minor.isEmpty() ? major : major + "." + minor;
  }
}
