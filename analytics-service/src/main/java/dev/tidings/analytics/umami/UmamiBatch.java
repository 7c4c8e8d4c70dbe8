package dev.tidings.analytics.umami;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.hit.TurnedAway;
import dev.tidings.analytics.ingest.HitBody;
import dev.tidings.analytics.ingest.Ingest;
import dev.tidings.analytics.ingest.Report;
import dev.tidings.analytics.ingest.Sender;
import dev.tidings.analytics.ingest.TurnedAwayCounts;
import dev.tidings.analytics.site.Site;
import dev.tidings.platform.problem.ProblemException;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several reports of one sender, read one by one and taken in together. For one thread. */
final class UmamiBatch {

  private final Ingest ingest;
  private final HitBody bodies;
  private final TurnedAwayCounts turnedAway;
  private final Sender sender;

  private final Map<Site, List<Numbered>> bySite = new LinkedHashMap<>();
  private final List<UmamiBatchResponse.Failure> failures = new ArrayList<>();

  UmamiBatch(Ingest ingest, HitBody bodies, TurnedAwayCounts turnedAway, Sender sender) {
    this.ingest = ingest;
    this.bodies = bodies;
    this.turnedAway = turnedAway;
    this.sender = sender;
  }

  private record Numbered(int index, Report report) {}

  UmamiBatchResponse take(JsonNode reports) throws JsonProcessingException {
    for (int i = 0; i < reports.size(); i++) {
      read(i, reports.get(i));
    }
    for (var site : bySite.entrySet()) {
      keep(site.getKey(), site.getValue());
    }
    failures.sort(Comparator.comparingInt(UmamiBatchResponse.Failure::index));
    return new UmamiBatchResponse(
        reports.size(), reports.size() - failures.size(), failures.size(), failures);
  }

  private void read(int index, JsonNode body) {
    Site site = null;
    try {
      site = bodies.site(body.path("payload").path("website").textValue());
      UmamiRequest request = bodies.read(body, UmamiRequest.class);
      var report = request.report(sender.origin());
      if (report.isEmpty()) {
        turnedAway.add(site, TurnedAway.Reason.NOT_COUNTED, 1);
      } else {
        bySite.computeIfAbsent(site, _ -> new ArrayList<>()).add(new Numbered(index, report.get()));
      }
    } catch (ProblemException | ConstraintViolationException e) {
      fail(index, site, e.getMessage());
    } catch (JsonProcessingException e) {
      fail(index, site, "A field is of another type.");
    }
  }

  private void fail(int index, Site site, String response) {
    failures.add(new UmamiBatchResponse.Failure(index, response));
    if (site != null) {
      turnedAway.add(site, TurnedAway.Reason.INVALID, 1);
    }
  }

  private void keep(Site site, List<Numbered> numbered) throws JsonProcessingException {
    List<Report> reports = numbered.stream().map(Numbered::report).toList();
    try {
      ingest.take(site, sender, reports.size(), () -> reports);
    } catch (ProblemException e) {
      for (Numbered each : numbered) {
        failures.add(new UmamiBatchResponse.Failure(each.index(), e.getMessage()));
      }
    }
  }
}
