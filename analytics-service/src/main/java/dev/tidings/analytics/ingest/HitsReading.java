package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads a request of several hits, each by itself. For one thread. */
final class HitsReading implements Ingest.Reading {

  private final HitBody bodies;
  private final JsonNode body;

  /** By the number of the hit; null for those that are in order. */
  private final List<FieldError> errors = new ArrayList<>();

  HitsReading(HitBody bodies, JsonNode body) {
    this.bodies = bodies;
    this.body = body;
  }

  /**
   * The hits that are in order.
   *
   * @throws ProblemException {@code validation-failed} if none is
   */
  @Override
  public List<Report> read() throws JsonProcessingException {
    List<JsonNode> hits = bodies.read(body, HitsRequest.class).hits();
    var reports = new ArrayList<Report>(hits.size());
    for (int i = 0; i < hits.size(); i++) {
      String at = "/hits/" + i;
      try {
        reports.add(OwnReports.of(bodies.read(hits.get(i), HitsRequest.Item.class), at));
        errors.add(null);
      } catch (ProblemException e) {
        errors.add(
            e.errors().isEmpty() ? new FieldError(at, e.getMessage()) : e.errors().getFirst());
      } catch (ConstraintViolationException e) {
        ConstraintViolation<?> first = e.getConstraintViolations().iterator().next();
        String field = first.getPropertyPath().toString().replace('.', '/');
        errors.add(new FieldError(at + "/" + field, first.getMessage()));
      } catch (JsonProcessingException e) {
        errors.add(new FieldError(at, "has a field of another type"));
      }
    }
    if (reports.isEmpty()) {
      throw ProblemException.invalid(List.copyOf(errors));
    }
    return reports;
  }

  /** How many hits break a rule. */
  int invalid() {
    return (int) errors.stream().filter(error -> error != null).count();
  }

  /** The answer, with what became of the hits that were in order. */
  HitsResponse answer(List<Taken> taken) {
    Iterator<Taken> next = taken.iterator();
    return new HitsResponse(
        errors.stream()
            .map(
                error ->
                    error == null
                        ? HitsResponse.Outcome.of(next.next())
                        : new HitsResponse.Outcome(
                            null, null, new HitsResponse.Error(error.pointer(), error.detail())))
            .toList());
  }
}
