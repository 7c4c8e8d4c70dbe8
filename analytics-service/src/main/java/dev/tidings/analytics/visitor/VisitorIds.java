package dev.tidings.analytics.visitor;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Makes visitor ids: a keyed hash of site, address and user agent under the day's random salt. The
 * same browser is the same visitor of a site for one UTC day, and a stranger on every other site
 * and day. Nothing that goes in is kept.
 */
@Singleton
public final class VisitorIds {

  /** As long as a visit may rest: one that began before midnight has gone on by then. */
  private static final Duration BRIDGE = Duration.ofMinutes(30);

  private final Salts salts;

  VisitorIds(Salts salts) {
    this.salts = salts;
  }

  /** The day before the day of the instant is the oldest that has a salt. */
  public static Instant oldest(Instant now) {
    return day(now).minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * The id of a visitor, 22 characters.
   *
   * @param address the visitor's IP address
   * @param userAgent the {@code User-Agent} header; empty if there was none
   * @param at when the visitor was there; not before {@link #oldest}
   */
  public String of(String site, String address, String userAgent, Instant at) {
    return hash(day(at), site, address, userAgent);
  }

  /**
   * The id that the visitor would have had the day before; null unless a visit that began then may
   * still last.
   */
  public String previous(String site, String address, String userAgent, Instant at) {
    LocalDate day = day(at);
    return at.isBefore(day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(BRIDGE))
        ? hash(day.minusDays(1), site, address, userAgent)
        : null;
  }

  private String hash(LocalDate day, String... parts) {
    return KeyedHash.of(salts.of(day), parts);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
