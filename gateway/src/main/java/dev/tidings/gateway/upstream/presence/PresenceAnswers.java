package dev.tidings.gateway.upstream.presence;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidings.gateway.upstream.service.ServiceOutcome;
import dev.tidings.platform.event.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the answer to several look-ups. People are cut out of it as they stand there: clients get
 * the bytes, and nobody here has to understand them.
 */
final class PresenceAnswers {

  private PresenceAnswers() {}

  @RegisterForReflection
  record Item(List<Integer> people, Problem problem) {}

  @RegisterForReflection
  record Problem(String code, String title, String detail, Long retryAfterMs) {}

  /**
   * The answers, in their order.
   *
   * @throws IOException if the body is not as promised
   */
  static List<PresenceAnswer> read(byte[] body) throws IOException {
    List<byte[]> people = List.of();
    List<Item> items = List.of();
    try (JsonParser parser = Json.mapper().createParser(body)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "people" -> people = people(parser, body);
          case "answers" -> items = List.of(parser.readValueAs(Item[].class));
          default -> parser.skipChildren();
        }
      }
    }
    var answers = new ArrayList<PresenceAnswer>(items.size());
    for (Item item : items) {
      answers.add(answer(item, people));
    }
    return answers;
  }

  private static List<byte[]> people(JsonParser parser, byte[] body) throws IOException {
    expect(parser.currentToken() == JsonToken.START_ARRAY);
    var people = new ArrayList<byte[]>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      int begin = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
      parser.skipChildren();
      int end = Math.toIntExact(parser.currentLocation().getByteOffset());
      people.add(Arrays.copyOfRange(body, begin, end));
    }
    return people;
  }

  private static PresenceAnswer answer(Item item, List<byte[]> people) throws IOException {
    Problem problem = item.problem();
    if (problem != null) {
      return new PresenceAnswer.Refused(
          new ServiceOutcome.Refused(
              problem.code(),
              problem.title(),
              problem.detail(),
              problem.retryAfterMs() != null,
              problem.retryAfterMs()));
    }
    expect(item.people() != null);
    var present = new ArrayList<byte[]>(item.people().size());
    for (int place : item.people()) {
      expect(place >= 0 && place < people.size());
      present.add(people.get(place));
    }
    return new PresenceAnswer.Present(present);
  }

  private static void expect(boolean asPromised) throws IOException {
    if (!asPromised) {
      throw new IOException("The answer to a look-up is not as promised");
    }
  }
}
