package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.analytics.hit.Hit;
import dev.tidings.analytics.hit.HitLog;
import dev.tidings.analytics.hit.PageUrl;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.hit.VisitorEvent;
import dev.tidings.analytics.site.Site;
import dev.tidings.analytics.site.Sites;
import dev.tidings.analytics.visitor.VisitorIds;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Turns what a page reports into a hit and appends it to the log of hits. */
@Singleton
final class Ingest {

  /** Apps report referrers of schemes of their own, such as {@code android-app://…}. */
  private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s]+");

  private final Sites sites;
  private final VisitorIds visitors;
  private final HitLog log;
  private final EventIds ids;
  private final Clock clock;

  Ingest(Sites sites, VisitorIds visitors, HitLog log, EventIds ids, Clock clock) {
    this.sites = sites;
    this.visitors = visitors;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Takes a page view in; it is safe when this returns.
   *
   * @return the hit's id
   */
  String accept(PageviewRequest view, Sender sender) {
    Site site = site(view.site(), sender);
    return pageView(
        site,
        sender,
        url(view.pageUrl(), "/pageUrl"),
        view.pageTitle(),
        referrer(view.referrer(), "/referrer"));
  }

  /**
   * Takes an event in; it is safe when this returns.
   *
   * @return the hit's id
   */
  String accept(EventRequest event, Sender sender) {
    Site site = site(event.site(), sender);
    PageUrl url = url(event.url(), "/url");
    if (event.props() != null) {
      Props.check(event.props(), "/props");
    }
    return event(site, sender, url, event.name(), event.props());
  }

  /**
   * Takes in what Plausible's script reports; it is safe when this returns. {@code engagement} has
   * nothing that is counted.
   */
  void accept(PlausibleRequest report, Sender sender) {
    Site site = sites.getByKeyOrHost(report.domain());
    site.requireOrigin(sender.origin());
    PageUrl url = url(report.url(), "/u");
    switch (report.name()) {
      case "pageview" -> pageView(site, sender, url, null, absolute(report.referrer()));
      case "engagement" -> {}
      default -> {
        ObjectNode props = report.scalarProps();
        Props.check(props, "/p");
        event(site, sender, url, report.name(), props);
      }
    }
  }

  /**
   * Takes in what Umami's script reports; it is safe when this returns. Without a name it is a page
   * view.
   *
   * @return the hit's id
   */
  String accept(UmamiRequest report, Sender sender) {
    UmamiRequest.Payload payload = report.payload();
    Site site = site(payload.website(), sender);
    PageUrl url = url(payload.absoluteUrl(sender.origin()), "/payload/url");
    if (payload.name() == null || payload.name().isBlank()) {
      return pageView(site, sender, url, payload.title(), absolute(payload.referrer()));
    }
    if (payload.data() != null) {
      Props.check(payload.data(), "/payload/data");
    }
    return event(site, sender, url, payload.name(), payload.data());
  }

  private String pageView(Site site, Sender sender, PageUrl url, String title, String referrer) {
    Instant now = now();
    return append(
        new PageView(
            ids.next(),
            site.workspace(),
            site.key(),
            visitor(site, sender, now),
            now,
            url,
            title,
            referrer));
  }

  private String event(Site site, Sender sender, PageUrl url, String name, ObjectNode props) {
    Instant now = now();
    return append(
        new VisitorEvent(
            ids.next(),
            site.workspace(),
            site.key(),
            visitor(site, sender, now),
            now,
            url,
            name,
            props == null ? "{}" : props.toString()));
  }

  private Site site(String key, Sender sender) {
    Site site = sites.get(key);
    site.requireOrigin(sender.origin());
    return site;
  }

  private static PageUrl url(String text, String pointer) {
    return PageUrl.parse(text)
        .orElseThrow(
            () -> ProblemException.invalid(pointer, "must be an absolute http or https address"));
  }

  private static String referrer(String text, String pointer) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (absolute(text) == null) {
      throw ProblemException.invalid(pointer, "must be an absolute address");
    }
    return text;
  }

  /** The text if it is an absolute address; null for a page of the same site, or none at all. */
  private static String absolute(String text) {
    return text != null && ABSOLUTE.matcher(text).matches() ? text : null;
  }

  private String visitor(Site site, Sender sender, Instant now) {
    return visitors.of(site.key(), sender.address(), sender.userAgent(), now);
  }

  private String append(Hit hit) {
    log.append(hit);
    return hit.id();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
