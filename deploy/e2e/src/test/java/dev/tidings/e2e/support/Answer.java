package dev.tidings.e2e.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What came back over HTTP.
 *
 * @param headers by name, in any case
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {

  /** Words that only somebody who knows the inside would say. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "dev\\.tidings|\\bjava[x.]|jakarta|Exception|\\bat [\\w.$]+\\(|jdbc|SQL|[Pp]ostgres|[Kk]afka"
              + "|[Vv]ert\\.?x|[Qq]uarkus|[Hh]ibernate|127\\.0\\.0\\.1|localhost:|stack[ -]?trace");

  public Answer {
    var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers().map(), response.body());
  }

  /** Requires a status; returns itself to go on. */
  public Answer expect(int expected) {
    assertThat(status).as("status of the answer %s", body).isEqualTo(expected);
    return this;
  }

  public JsonNode json() {
    return Json.parse(body);
  }

  /** The first value of a header; null if there is none. */
  public String header(String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  /**
   * Requires an RFC 9457 problem of a status that has every field of our REST contract and tells
   * nothing about the inside.
   */
  public JsonNode expectProblem(int expected) {
    expect(expected);
    assertThat(header("Content-Type"))
        .as("type of %s", body)
        .startsWith("application/problem+json");
    JsonNode problem = json();
    assertThat(problem.path("status").asInt()).as(body).isEqualTo(expected);
    for (String field : List.of("type", "title", "detail", "instance", "code")) {
      assertThat(problem.path(field).asText()).as("'%s' of %s", field, body).isNotBlank();
    }
    assertThat(body).doesNotContainPattern(INTERNAL);
    return problem;
  }
}
