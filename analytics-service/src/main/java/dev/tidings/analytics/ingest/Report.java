package dev.tidings.analytics.ingest;

import dev.tidings.analytics.hit.Action;
import dev.tidings.analytics.hit.Client;
import dev.tidings.analytics.hit.PageUrl;
import dev.tidings.analytics.hit.Place;
import dev.tidings.analytics.hit.Screen;
import java.time.Duration;

/**
 * What a tracker reports, whoever made it. What is null is unknown.
 *
 * @param action what happened
 * @param page where it happened
 * @param address the page's address as it was reported, with its query
 * @param referrer the address of the page before it, as it was reported
 * @param screen how wide the visitor's screen is
 * @param language the language that the visitor's browser prefers
 * @param automated whether the browser says that a program drives it
 * @param clientId what the sender tells visitors apart by, if not by address and user agent
 * @param userId the site's own id of the visitor
 * @param age how long ago it happened
 * @param client what a server says of the visitor's browser
 * @param place what a server says of where the visitor is
 */
public record Report(
    Action action,
    PageUrl page,
    String address,
    String referrer,
    Screen screen,
    String language,
    boolean automated,
    String clientId,
    String userId,
    Duration age,
    Client client,
    Place place) {

  /** A report of a browser, of something that has just happened. */
  public static Report of(
      Action action,
      PageUrl page,
      String address,
      String referrer,
      Screen screen,
      String language) {
    return new Report(
        action,
        page,
        address,
        referrer,
        screen,
        language,
        false,
        null,
        null,
        Duration.ZERO,
        Client.UNKNOWN,
        Place.UNKNOWN);
  }

  /** The same report, of a visitor whom the site knows. */
  public Report by(String ownId) {
    return new Report(
        action, page, address, referrer, screen, language, automated, clientId, ownId, age, client,
        place);
  }

  /** Says nothing, so that no log can. */
  @Override
  public String toString() {
    return "Report";
  }
}
