package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidings.analytics.AnalyticsProblem;
import dev.tidings.analytics.geo.Geography;
import dev.tidings.analytics.hit.Bot;
import dev.tidings.analytics.hit.Client;
import dev.tidings.analytics.hit.Hit;
import dev.tidings.analytics.hit.HitLog;
import dev.tidings.analytics.hit.Source;
import dev.tidings.analytics.hit.TurnedAway.Reason;
import dev.tidings.analytics.referrer.Sources;
import dev.tidings.analytics.site.Site;
import dev.tidings.analytics.useragent.Agent;
import dev.tidings.analytics.useragent.UserAgents;
import dev.tidings.analytics.visitor.UserIds;
import dev.tidings.analytics.visitor.VisitorIds;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemCode;
import dev.tidings.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Turns what trackers report into hits and appends them to the log of the hits. Whatever becomes of
 * a report, the site's ledger says so.
 */
@Singleton
public final class Ingest {

  private final IngestConfig config;
  private final HitLimits limits;
  private final BotSigns botSigns;
  private final Geography geography;
  private final UserAgents userAgents;
  private final Sources sources;
  private final VisitorIds visitors;
  private final UserIds users;
  private final HitLog log;
  private final TurnedAwayCounts turnedAway;
  private final EventIds ids;
  private final Clock clock;

  Ingest(
      IngestConfig config,
      HitLimits limits,
      BotSigns botSigns,
      Geography geography,
      UserAgents userAgents,
      Sources sources,
      VisitorIds visitors,
      UserIds users,
      HitLog log,
      TurnedAwayCounts turnedAway,
      EventIds ids,
      Clock clock) {
    this.config = config;
    this.limits = limits;
    this.botSigns = botSigns;
    this.geography = geography;
    this.userAgents = userAgents;
    this.sources = sources;
    this.visitors = visitors;
    this.users = users;
    this.log = log;
    this.turnedAway = turnedAway;
    this.ids = ids;
    this.clock = clock;
  }

  /** Reads what was sent, as far as it is to be counted. */
  @FunctionalInterface
  public interface Reading {

    /**
     * The reports.
     *
     * @throws ProblemException {@code validation-failed}
     * @throws ConstraintViolationException if a field breaks a rule
     * @throws JsonProcessingException if a field is of another type
     */
    List<Report> read() throws JsonProcessingException;
  }

  /**
   * Takes reports in; those that are kept are safe when this returns.
   *
   * @param hits how many were sent, as far as that can be told before they are read
   * @param reading is done for senders only who may send
   * @return what became of each report, in their order
   * @throws ProblemException {@code origin-not-allowed}, {@code rate-limited}, {@code unavailable},
   *     or what the reading throws
   */
  public List<Taken> take(Site site, Sender sender, int hits, Reading reading)
      throws JsonProcessingException {
    try {
      if (!sender.server()) {
        site.requireOrigin(sender.origin());
      }
      limits.admit(site, sender, hits);
      return keep(site, sender, hits, reading.read());
    } catch (ProblemException e) {
      turnedAway.add(site, reason(e.code()), hits);
      throw e;
    } catch (ConstraintViolationException | JsonProcessingException e) {
      turnedAway.add(site, Reason.INVALID, hits);
      throw e;
    }
  }

  private List<Taken> keep(Site site, Sender sender, int hits, List<Report> reports) {
    if (reports.isEmpty()) {
      return drop(site, Reason.NOT_COUNTED, hits);
    }
    if (hasOptedOut(sender)) {
      return drop(site, Reason.OPTED_OUT, reports.size());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Instant oldest = VisitorIds.oldest(now);
    var taken = new ArrayList<Taken>(reports.size());
    var kept = new ArrayList<Hit>(reports.size());
    int late = 0;
    for (Report report : reports) {
      Instant occurredAt = now.minus(report.age()).truncatedTo(ChronoUnit.MILLIS);
      if (occurredAt.isBefore(oldest)) {
        late++;
        taken.add(new Taken.Dropped(Reason.LATE));
      } else {
        Hit hit = hit(site, sender, report, now, occurredAt);
        kept.add(hit);
        taken.add(new Taken.Kept(hit.id()));
      }
    }
    log.append(kept);
    if (late > 0) {
      turnedAway.add(site, Reason.LATE, late);
    }
    return taken;
  }

  private List<Taken> drop(Site site, Reason reason, int hits) {
    turnedAway.add(site, reason, hits);
    return Collections.nCopies(hits, new Taken.Dropped(reason));
  }

  private boolean hasOptedOut(Sender sender) {
    return sender.globalPrivacyControl() && config.honourGlobalPrivacyControl()
        || sender.doNotTrack() && config.honourDoNotTrack();
  }

  /** The address goes into the place and the visitor's id, and nowhere else. */
  private Hit hit(Site site, Sender sender, Report report, Instant now, Instant occurredAt) {
    Agent agent = userAgents.read(sender.userAgent());
    Source source = sources.of(report.page(), report.address(), report.referrer());
    // Nothing of a server that speaks for its visitors is theirs.
    String who = report.clientId() == null ? sender.address() : report.clientId();
    String where = report.clientId() == null ? sender.userAgent() : "client";
    Bot bot = botSigns.find(sender, agent, report, source).orElse(null);
    return new Hit(
        ids.next(),
        site.workspace(),
        site.key(),
        visitors.of(site.key(), who, where, occurredAt),
        visitors.previous(site.key(), who, where, occurredAt),
        report.userId() == null ? null : users.of(site.workspace(), site.key(), report.userId()),
        now,
        occurredAt,
        report.page(),
        report.action(),
        source,
        sender.server() ? report.place() : geography.of(sender.address()),
        sender.server() ? report.client() : client(sender, agent, report),
        bot);
  }

  private static Client client(Sender sender, Agent agent, Report report) {
    return new Client(
        agent.browser(),
        agent.browserVersion(),
        agent.os(),
        agent.osVersion(),
        agent.device(),
        report.screen(),
        Languages.preferred(report.language() == null ? sender.language() : report.language()));
  }

  private static Reason reason(ProblemCode code) {
    if (code == AnalyticsProblem.ORIGIN_NOT_ALLOWED) {
      return Reason.ORIGIN_NOT_ALLOWED;
    }
    if (code == AnalyticsProblem.RATE_LIMITED) {
      return Reason.RATE_LIMITED;
    }
    return code == CommonProblem.UNAVAILABLE ? Reason.UNAVAILABLE : Reason.INVALID;
  }
}
