package dev.tidings.analytics.ingest;

import dev.tidings.analytics.hit.Bot;
import dev.tidings.analytics.hit.Bot.Reason;
import dev.tidings.analytics.hit.Source;
import dev.tidings.analytics.useragent.Agent;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** What tells that a hit was made by no person. */
@Singleton
final class BotSigns {

  private final Set<String> spamReferrers;

  BotSigns(IngestConfig config) {
    this.spamReferrers = config.spamReferrers().map(Set::copyOf).orElse(Set.of());
  }

  /** The first sign of a program; empty for a person. */
  Optional<Bot> find(Sender sender, Agent agent, Report report, Source source) {
    if (sender.prefetch()) {
      return bot("prefetch", Reason.PREFETCH);
    }
    if (agent.bot() != null) {
      return bot(agent.bot(), Reason.USER_AGENT);
    }
    if (report.automated()) {
      return bot("webdriver", Reason.AUTOMATION);
    }
    if (isSpam(source.host())) {
      return bot(source.host(), Reason.SPAM);
    }
    return sender.server() ? Optional.empty() : byHeaders(sender);
  }

  /** Every browser names itself, and the languages that its user reads. */
  private static Optional<Bot> byHeaders(Sender sender) {
    if (sender.userAgent().isBlank()) {
      return bot("no user agent", Reason.HEADERS);
    }
    return sender.language() == null && sender.userAgent().startsWith("Mozilla/")
        ? bot("browser without languages", Reason.HEADERS)
        : Optional.empty();
  }

  private boolean isSpam(String host) {
    for (String domain = host; domain != null; domain = parent(domain)) {
      if (spamReferrers.contains(domain)) {
        return true;
      }
    }
    return false;
  }

  private static String parent(String domain) {
    int dot = domain.indexOf('.');
    return dot < 0 ? null : domain.substring(dot + 1);
  }

  private static Optional<Bot> bot(String name, Reason reason) {
    return Optional.of(new Bot(name, reason));
  }
}
