package dev.tidings.analytics.ingest;

import dev.tidings.analytics.hit.Action;
import dev.tidings.analytics.hit.Client;
import dev.tidings.analytics.hit.Engagement;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.hit.Place;
import dev.tidings.analytics.hit.Screen;
import dev.tidings.analytics.hit.VisitorEvent;
import dev.tidings.platform.problem.ProblemException;
import java.time.Duration;

/** What our own endpoints are sent, as reports. */
final class OwnReports {

  private OwnReports() {}

  static Report of(PageviewRequest view) {
    return Report.of(
        new PageView(view.pageTitle(), Props.text(view.props(), "/props")),
        Pages.page(view.pageUrl(), "/pageUrl"),
        view.pageUrl(),
        Pages.referrer(view.referrer(), "/referrer"),
        null,
        null);
  }

  static Report of(EventRequest event) {
    return Report.of(
        new VisitorEvent(
            event.name(),
            Props.text(event.props(), "/props"),
            !Boolean.FALSE.equals(event.interactive()),
            event.revenue() == null ? null : event.revenue().revenue("/revenue")),
        Pages.page(event.url(), "/url"),
        event.url(),
        null,
        null,
        null);
  }

  /**
   * A hit among several.
   *
   * @param at where it stands in the body, a JSON Pointer
   * @throws ProblemException {@code validation-failed}
   */
  static Report of(HitsRequest.Item hit, String at) {
    return new Report(
        action(hit, at),
        Pages.page(hit.url(), at + "/url"),
        hit.url(),
        Pages.absolute(hit.referrer()),
        hit.screenWidth() == null ? null : Screen.ofWidth(hit.screenWidth()),
        hit.language(),
        hit.automated(),
        null,
        hit.userId(),
        Duration.ofMillis(hit.ageMs() == null ? 0 : hit.ageMs()),
        Client.UNKNOWN,
        Place.UNKNOWN);
  }

  private static Action action(HitsRequest.Item hit, String at) {
    return switch (hit.type()) {
      case PAGEVIEW -> new PageView(hit.title(), Props.text(hit.props(), at + "/props"));
      case EVENT -> {
        if (hit.name() == null || hit.name().isBlank()) {
          throw ProblemException.invalid(at + "/name", "must not be blank");
        }
        yield new VisitorEvent(
            hit.name(),
            Props.text(hit.props(), at + "/props"),
            !Boolean.FALSE.equals(hit.interactive()),
            hit.revenue() == null ? null : hit.revenue().revenue(at + "/revenue"));
      }
      case ENGAGEMENT ->
          new Engagement(hit.engagedMs() == null ? 0 : hit.engagedMs(), hit.scrollDepth());
    };
  }
}
