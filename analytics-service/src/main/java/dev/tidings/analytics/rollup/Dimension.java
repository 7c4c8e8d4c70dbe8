package dev.tidings.analytics.rollup;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What hits can be told apart by. Where a value is missing it is the empty text. */
public enum Dimension {
  /** The page that a hit is on. A visit counts for the page on which it began. */
  PAGE(Scope.HIT, "path", "entry_page"),
  /** The host that a hit is on. A visit counts for the host on which it began. */
  HOSTNAME(Scope.HIT, "host", "entry_host"),
  /** The name of an event; page views have none, and no visit counts. */
  EVENT(Scope.HIT, "name", null),
  /** What led to the visit, and so on. */
  SOURCE(Scope.VISIT, null, "source"),
  CHANNEL(Scope.VISIT, null, "channel"),
  REFERRER(Scope.VISIT, null, "referrer_host"),
  UTM_SOURCE(Scope.VISIT, null, "utm_source"),
  UTM_MEDIUM(Scope.VISIT, null, "utm_medium"),
  UTM_CAMPAIGN(Scope.VISIT, null, "utm_campaign"),
  UTM_TERM(Scope.VISIT, null, "utm_term"),
  UTM_CONTENT(Scope.VISIT, null, "utm_content"),
  ENTRY_PAGE(Scope.VISIT, null, "entry_page"),
  EXIT_PAGE(Scope.VISIT, null, "exit_page"),
  /** Where the visitor is, and what the visitor uses: of the hit, and of a visit's first one. */
  COUNTRY(Scope.BOTH, "country", "country"),
  REGION(Scope.BOTH, "region", "region"),
  CITY(Scope.BOTH, "city", "city"),
  BROWSER(Scope.BOTH, "browser", "browser"),
  BROWSER_VERSION(Scope.BOTH, "browser_version", "browser_version"),
  OS(Scope.BOTH, "os", "os"),
  OS_VERSION(Scope.BOTH, "os_version", "os_version"),
  DEVICE(Scope.BOTH, "device", "device"),
  SCREEN(Scope.BOTH, "screen", "screen"),
  LANGUAGE(Scope.BOTH, "language", "language");

  /** What a dimension's value belongs to. */
  public enum Scope {
    /** Each hit has its own. */
    HIT,
    /** All hits of a visit share that of the visit. */
    VISIT,
    /** Hits and visits have their own columns of the same name. */
    BOTH
  }

  private final Scope scope;
  private final String hitColumn;
  private final String visitColumn;

  Dimension(Scope scope, String hitColumn, String visitColumn) {
    this.scope = scope;
    this.hitColumn = hitColumn;
    this.visitColumn = visitColumn;
  }

  public Scope scope() {
    return scope;
  }

  /** The column of the hits' tables; null if a hit has to be asked for its visit. */
  public String hitColumn() {
    return hitColumn;
  }

  /** The column of the visits' table; null if visits have none. */
  public String visitColumn() {
    return visitColumn;
  }

  /** The name in requests and answers, such as {@code entry-page}. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The dimension of a name. */
  public static Optional<Dimension> of(String wire) {
    for (Dimension dimension : values()) {
      if (dimension.wire().equals(wire)) {
        return Optional.of(dimension);
      }
    }
    return Optional.empty();
  }
}
