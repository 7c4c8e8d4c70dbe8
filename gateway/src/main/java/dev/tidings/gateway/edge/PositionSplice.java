package dev.tidings.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidings.gateway.protocol.FrameEncoder;
import dev.tidings.gateway.protocol.Position;
import dev.tidings.platform.event.InvalidChannelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Puts a field {@code position} in front of the other fields of JSON objects. Everything else stays
 * byte for byte: nothing is read into a tree and written again. Safe for use by several threads.
 */
final class PositionSplice {

  private static final byte[] FIELD = "\"position\":".getBytes(UTF_8);

  private final JsonFactory json = new JsonFactory();
  private final FrameEncoder encoder = new FrameEncoder();

  /** The answer with what the plan adds; the answer itself if it is not of the expected form. */
  byte[] apply(AnswerPositions.Plan plan, byte[] answer) {
    var insertions = new TreeMap<Integer, Position>();
    try (JsonParser in = json.createParser(answer)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        switch (plan) {
          case AnswerPositions.Plan.Whole(Position position) -> insertions.put(here(in), position);
          case AnswerPositions.Plan.Items(Function<String, Position> positions) ->
              items(in, positions, insertions);
          case AnswerPositions.Plan.WholeAndItems(
                  Position position,
                  Function<String, Position> positions) -> {
            insertions.put(here(in), position);
            items(in, positions, insertions);
          }
        }
      }
    } catch (IOException e) {
      return answer;
    }
    return insertions.isEmpty() ? answer : insert(answer, insertions);
  }

  private static void items(
      JsonParser in, Function<String, Position> positions, Map<Integer, Position> insertions)
      throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      if (in.nextToken() == JsonToken.START_ARRAY && field.equals("items")) {
        while (in.nextToken() != JsonToken.END_ARRAY) {
          item(in, positions, insertions);
        }
      } else {
        in.skipChildren();
      }
    }
  }

  private static void item(
      JsonParser in, Function<String, Position> positions, Map<Integer, Position> insertions)
      throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    int at = here(in);
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      if (in.nextToken() == JsonToken.VALUE_STRING && field.equals("id")) {
        try {
          insertions.put(at, positions.apply(in.getText()));
        } catch (InvalidChannelException e) {
          insertions.remove(at);
        }
      } else {
        in.skipChildren();
      }
    }
  }

  /** Just behind the opening brace. */
  private static int here(JsonParser in) {
    return Math.toIntExact(in.currentTokenLocation().getByteOffset()) + 1;
  }

  private byte[] insert(byte[] answer, TreeMap<Integer, Position> insertions) {
    var out = new ByteArrayOutputStream(answer.length + insertions.size() * 96);
    int written = 0;
    for (var each : insertions.entrySet()) {
      out.write(answer, written, each.getKey() - written);
      written = each.getKey();
      out.writeBytes(FIELD);
      out.writeBytes(encoder.encode(each.getValue()));
      if (!closes(answer, written)) {
        out.write(',');
      }
    }
    out.write(answer, written, answer.length - written);
    return out.toByteArray();
  }

  private static boolean closes(byte[] answer, int from) {
    int at = from;
    while (Character.isWhitespace(answer[at])) {
      at++;
    }
    return answer[at] == '}';
  }
}
