package dev.tidings.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.analytics.hit.Action;
import dev.tidings.analytics.hit.Bot;
import dev.tidings.analytics.hit.Channel;
import dev.tidings.analytics.hit.Client;
import dev.tidings.analytics.hit.Device;
import dev.tidings.analytics.hit.Hit;
import dev.tidings.analytics.hit.PageUrl;
import dev.tidings.analytics.hit.Place;
import dev.tidings.analytics.hit.Source;
import dev.tidings.platform.event.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;

/** Makes hits of persons, with the ids that they have on each day. */
public final class SampleHits {

  private static final Duration BRIDGE = Duration.ofMinutes(30);

  private final String workspace;
  private final EventIds ids;

  public SampleHits(String workspace, EventIds ids) {
    this.workspace = workspace;
    this.ids = ids;
  }

  /** A hit of a person who does something at a time. */
  public Hit hit(String site, String person, Instant at, String path, Action action) {
    return hit(site, person, at, path, action, Source.DIRECT, null, null);
  }

  /** A hit of a person or program that came from somewhere. */
  public Hit hit(
      String site,
      String person,
      Instant at,
      String path,
      Action action,
      Source source,
      String country,
      Bot.Reason bot) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    boolean early = Duration.between(at.truncatedTo(ChronoUnit.DAYS), at).compareTo(BRIDGE) < 0;
    return new Hit(
        ids.next(),
        workspace,
        site,
        visitor(person, day),
        early ? visitor(person, day.minusDays(1)) : null,
        person.startsWith("known") ? person : null,
        at,
        at,
        PageUrl.parse("https://" + site + ".example" + path).orElseThrow(),
        action,
        source,
        new Place(country, null, null, null),
        new Client("Firefox", "140", "Linux", null, Device.DESKTOP, null, "de-DE"),
        bot == null ? null : new Bot("test", bot));
  }

  /** A link on a site, by its name. */
  public static Source from(String name) {
    return name == null
        ? Source.DIRECT
        : new Source(
            "https://" + name.toLowerCase(Locale.ROOT) + ".example/",
            name.toLowerCase(Locale.ROOT) + ".example",
            name,
            Channel.REFERRAL,
            null,
            null,
            null,
            null,
            null);
  }

  private static String visitor(String person, LocalDate day) {
    String id = person + "." + day;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id.getBytes(UTF_8));
  }
}
