package dev.tidings.analytics.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.analytics.SampleHits;
import dev.tidings.analytics.hit.Engagement;
import dev.tidings.analytics.hit.Hit;
import dev.tidings.analytics.hit.PageView;
import dev.tidings.analytics.hit.VisitorEvent;
import dev.tidings.platform.event.EventIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R-A2: what is one visit, and what are two. */
class VisitsTest {

  private final SampleHits hits = new SampleHits("w", EventIds.uuidV7());

  @ParameterizedTest(name = "{0} and {1} are {2}")
  @CsvSource({
    "2026-03-01T10:59:00Z, 2026-03-01T11:01:00Z, 1",
    "2026-03-01T23:55:00Z, 2026-03-02T00:05:00Z, 1",
    "2026-03-01T23:59:59.999Z, 2026-03-02T00:29:59.999Z, 1",
    "2026-03-01T23:55:00Z, 2026-03-02T00:25:01Z, 2",
    "2026-03-01T10:00:00Z, 2026-03-01T10:29:59Z, 1",
    "2026-03-01T10:00:00Z, 2026-03-01T10:30:00Z, 1",
    "2026-03-01T10:00:00Z, 2026-03-01T10:30:01Z, 2",
  })
  void shouldEndAfterHalfAnHour(Instant one, Instant other, int visits) {
    assertThat(visits(List.of(view("p", one), view("p", other)))).hasSize(visits);
    assertThat(visits(List.of(view("p", other), view("p", one)))).hasSize(visits);
  }

  @Test
  void shouldNotEndByLengthNorByMidnights() {
    var all = new ArrayList<Hit>();
    Instant begin = Instant.parse("2026-03-01T12:00:00Z");
    for (int i = 0; i <= 130; i++) {
      all.add(view("p", begin.plus(Duration.ofMinutes(29L * i))));
    }
    Collections.shuffle(all, new Random(3));
    assertThat(visits(all))
        .singleElement()
        .satisfies(
            visit -> {
              assertThat(Duration.between(visit.first().at(), visit.last().at())).hasMinutes(3770);
              assertThat(visit.formerVisitors()).hasSize(3);
              assertThat(visit.pageviews()).isEqualTo(131);
            });
  }

  @Test
  void shouldBecomeOneByALateHit() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    var visits = new Visits();
    visits(List.of(view("p", noon), view("p", noon.plusSeconds(3000)))).forEach(visits::add);
    assertThat(visits.all()).hasSize(2);
    visits.add(Session.of(view("p", noon.plusSeconds(1500))));
    assertThat(visits.all()).singleElement().returns(3L, Session::pageviews);
  }

  @Test
  void shouldTellPersonsAndSitesApart() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    assertThat(
            visits(
                List.of(
                    view("p", noon),
                    view("q", noon),
                    hits.hit("other", "p", noon, "/", new PageView(null, "{}")))))
        .hasSize(3);
  }

  @Test
  void shouldKnowWhereItBeganAndEnded() {
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    Hit event = hits.hit("s", "p", noon, "/form", new VisitorEvent("signup", "{}", true, null));
    Hit first = hits.hit("s", "p", noon.plusSeconds(1), "/first", new PageView(null, "{}"));
    Hit last = hits.hit("s", "p", noon.plusSeconds(9), "/last", new PageView(null, "{}"));
    Hit time = hits.hit("s", "p", noon.plusSeconds(60), "/last", new Engagement(40_000, 80));
    for (List<Hit> order :
        List.of(List.of(event, first, last, time), List.of(time, last, first, event))) {
      Session visit = visits(order).getFirst();
      assertThat(visit.entry().path()).isEqualTo("/first");
      assertThat(visit.exit().path()).isEqualTo("/last");
      assertThat(visit.first().at()).isEqualTo(noon);
      assertThat(visit.last().at()).isEqualTo(noon.plusSeconds(60));
      assertThat(visit.interactions()).isEqualTo(1);
      assertThat(visit.engagedMs()).isEqualTo(40_000);
    }
  }

  /** In whatever order and grouping parts come, the visits are those of all hits in their order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void shouldNotDependOnOrder(long seed) {
    var random = new Random(seed);
    var all = new ArrayList<Hit>();
    Instant begin = Instant.parse("2026-03-01T18:00:00Z");
    for (int i = 0; i < 120; i++) {
      Instant at = begin.plusSeconds(random.nextInt(13 * 3600));
      all.add(
          hits.hit(
              "s",
              "p" + random.nextInt(5),
              at,
              "/" + random.nextInt(4),
              switch (random.nextInt(3)) {
                case 0 -> new VisitorEvent("e", "{}", random.nextBoolean(), null);
                case 1 -> new Engagement(random.nextInt(9_000), null);
                default -> new PageView(null, "{}");
              }));
    }
    List<Session> expected = inOrder(all);
    Collections.shuffle(all, random);
    List<Session> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); ) {
      int to = Math.min(all.size(), from + 1 + random.nextInt(20));
      var step = new Visits();
      parts.forEach(step::add);
      all.subList(from, to).forEach(hit -> step.add(Session.of(hit)));
      parts = step.all();
      from = to;
    }
    assertThat(parts).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** One after the other: what a visit is. */
  private static List<Session> inOrder(List<Hit> hits) {
    List<Session> sorted =
        hits.stream().map(Session::of).sorted(Comparator.comparing(Session::first)).toList();
    var visits = new ArrayList<Session>();
    for (Session hit : sorted) {
      int same = -1;
      for (int i = 0; i < visits.size(); i++) {
        Session visit = visits.get(i);
        boolean samePerson =
            visit.visitor().equals(hit.visitor()) || hit.formerVisitors().contains(visit.visitor());
        boolean soon = !hit.first().at().isAfter(visit.last().at().plus(Duration.ofMinutes(30)));
        if (samePerson && soon) {
          same = i;
        }
      }
      if (same < 0) {
        visits.add(hit);
      } else {
        visits.set(same, visits.get(same).with(hit));
      }
    }
    return visits;
  }

  private List<Session> visits(List<Hit> given) {
    var visits = new Visits();
    given.forEach(hit -> visits.add(Session.of(hit)));
    return visits.all();
  }

  private Hit view(String person, Instant at) {
    return hits.hit("s", person, at, "/", new PageView(null, "{}"));
  }
}
