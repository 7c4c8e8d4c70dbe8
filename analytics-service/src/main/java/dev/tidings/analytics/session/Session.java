package dev.tidings.analytics.session;

import dev.tidings.analytics.hit.Client;
import dev.tidings.analytics.hit.Engagement;
import dev.tidings.analytics.hit.Hit;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.hit.Place;
import dev.tidings.analytics.hit.Source;
import dev.tidings.analytics.hit.VisitorEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A visit, or a part of one. Parts are put together by {@link #with}, in any order and grouping;
 * the outcome is that of all their hits.
 *
 * @param visitor the id under which it ended
 * @param formerVisitors the ids that the same person had before, when it went over midnight
 * @param userId the site's own id of the visitor, hashed; null if unknown
 * @param bot why it is taken for a program's; null for people's
 * @param first the first hit
 * @param last the last one
 * @param interactions events that the visitor meant
 * @param entry the first page view; null if there is none
 * @param exit the last one
 * @param source what led to the first hit, and so on
 */
record Session(
    String workspace,
    String site,
    String visitor,
    Set<String> formerVisitors,
    String userId,
    String bot,
    Moment first,
    Moment last,
    long pageviews,
    long events,
    long interactions,
    long engagedMs,
    PageSeen entry,
    PageSeen exit,
    Source source,
    Place place,
    Client client) {

  /** A longer pause ends a visit. */
  static final Duration IDLE = Duration.ofMinutes(30);

  Session {
    formerVisitors = Set.copyOf(formerVisitors);
  }

  /** When a hit happened; the hit's id orders what happened in the same millisecond. */
  record Moment(Instant at, UUID hit) implements Comparable<Moment> {
    @Override
    public int compareTo(Moment other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : hit.compareTo(other.hit);
    }
  }

  /** A page view within the visit; the host matters only where a visit begins. */
  record PageSeen(Moment moment, String host, String path) {}

  /** The visit that a hit alone would be. */
  static Session of(Hit hit) {
    var moment = new Moment(hit.occurredAt(), UUID.fromString(hit.id()));
    PageSeen page =
        hit.action() instanceof PageView
            ? new PageSeen(moment, hit.url().host(), hit.url().path())
            : null;
    return new Session(
        hit.workspace(),
        hit.site(),
        hit.visitor(),
        hit.previousVisitor() == null ? Set.of() : Set.of(hit.previousVisitor()),
        hit.userId(),
        hit.bot() == null ? null : hit.bot().reason().wire(),
        moment,
        moment,
        page == null ? 0 : 1,
        hit.action() instanceof VisitorEvent ? 1 : 0,
        hit.action() instanceof VisitorEvent event && event.interactive() ? 1 : 0,
        hit.action() instanceof Engagement engagement ? engagement.engagedMs() : 0,
        page,
        page,
        hit.source(),
        hit.place(),
        hit.client());
  }

  /** Whether the two are of one visit, given that they are one visitor's. */
  boolean touches(Session other) {
    return !first.at.isAfter(other.last.at.plus(IDLE))
        && !other.first.at.isAfter(last.at.plus(IDLE));
  }

  /** Both as one. */
  Session with(Session other) {
    Session earlier = first.compareTo(other.first) <= 0 ? this : other;
    Session later = last.compareTo(other.last) >= 0 ? this : other;
    return new Session(
        workspace,
        site,
        later.visitor,
        former(later, later == this ? other : this),
        later.userId != null ? later.userId : (later == this ? other : this).userId,
        earlier.bot,
        earlier.first,
        later.last,
        pageviews + other.pageviews,
        events + other.events,
        interactions + other.interactions,
        engagedMs + other.engagedMs,
        earlier(entry, other.entry),
        later(exit, other.exit),
        earlier.source,
        earlier.place,
        earlier.client);
  }

  /** Most visits have one id, from their beginning to their end. */
  private static Set<String> former(Session later, Session other) {
    if (later.formerVisitors.isEmpty()
        && other.formerVisitors.isEmpty()
        && later.visitor.equals(other.visitor)) {
      return Set.of();
    }
    var former = new TreeSet<>(later.formerVisitors);
    former.addAll(other.formerVisitors);
    former.add(other.visitor);
    former.remove(later.visitor);
    return former;
  }

  private static PageSeen earlier(PageSeen one, PageSeen other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.moment.compareTo(other.moment) <= 0 ? one : other;
  }

  private static PageSeen later(PageSeen one, PageSeen other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.moment.compareTo(other.moment) >= 0 ? one : other;
  }
}
