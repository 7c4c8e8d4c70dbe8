package dev.tidings.analytics.useragent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs that visit sites by themselves: those of a public list, and those that call themselves
 * so.
 *
 * @see <a href="https://github.com/monperrus/crawler-user-agents">crawler-user-agents</a>
 */
final class Bots {

  private static final int MAX_NAME = 60;

  /** Cubot makes phones. */
  private static final Pattern SELF_DECLARED =
      Pattern.compile(
          "(?i)(?<![a-z])(?!cubot)[\\w.-]*?(?:(?:bot|crawler|spider|scraper)\\b|headless|phantomjs)"
              + "[\\w.-]*");

  private static final Pattern EDGES = Pattern.compile("^\\W+|[\\W_]+$");

  private final List<Pattern> listed;

  private Bots(List<Pattern> listed) {
    this.listed = listed;
  }

  /** Reads the list from the class path. */
  static Bots of(String resource) {
    try (InputStream list = Bots.class.getResourceAsStream(resource)) {
      var patterns = new ArrayList<Pattern>();
      for (JsonNode bot : Json.mapper().readTree(list)) {
        patterns.add(Pattern.compile(bot.path("pattern").textValue()));
      }
      return new Bots(patterns);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }

  /** What the program calls itself; empty if the user agent is not known to be a program. */
  Optional<String> name(String userAgent) {
    for (Pattern pattern : listed) {
      Matcher found = pattern.matcher(userAgent);
      if (found.find()) {
        return Optional.of(name(found, userAgent));
      }
    }
    Matcher declared = SELF_DECLARED.matcher(userAgent);
    return declared.find() ? Optional.of(name(declared, userAgent)) : Optional.empty();
  }

  private static String name(Matcher found, String userAgent) {
    String name = EDGES.matcher(found.group()).replaceAll("");
    String named = name.isEmpty() ? userAgent.strip() : name;
    return named.length() > MAX_NAME ? named.substring(0, MAX_NAME) : named;
  }
}
