package dev.tidings.gateway.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.gateway.protocol.Position;
import dev.tidings.platform.event.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-G8: positions come into answers without changing anything else. */
class PositionSpliceTest {

  private static final AnswerPositions.Plan WHOLE =
      new AnswerPositions.Plan.Whole(new Position("e", 7, List.of(8L)));
  private static final AnswerPositions.Plan ITEMS =
      new AnswerPositions.Plan.Items(
          id -> new Position(Channel.of("room", id).id(), id.length(), List.of()));

  private final PositionSplice splice = new PositionSplice();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{}|{\"position\":{\"epoch\":\"e\",\"offset\":7,\"also\":[8]}}",
        "' { \"a\" : 1.50 }'|' {\"position\":{\"epoch\":\"e\",\"offset\":7,\"also\":[8]}, \"a\" : 1.50 }'",
        "[1]|[1]",
        "\"ä\"|\"ä\"",
      })
  void shouldPutAPositionIntoAnObject(String answer, String expected) {
    assertThat(apply(WHOLE, answer)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"items\":[{\"id\":\"ab\",\"x\":{\"id\":\"no\"}},{\"n\":\"ü\",\"id\":\"c\"}],\"next\":null}"
            + "|{\"items\":[{\"position\":{\"epoch\":\"ab\",\"offset\":2},\"id\":\"ab\",\"x\":{\"id\":\"no\"}},"
            + "{\"position\":{\"epoch\":\"c\",\"offset\":1},\"n\":\"ü\",\"id\":\"c\"}],\"next\":null}",
        "{\"items\":[]}|{\"items\":[]}",
        "{\"items\":[1,[{\"id\":\"a\"}],{\"id\":5},{\"id\":\"a b\"}]}|{\"items\":[1,[{\"id\":\"a\"}],{\"id\":5},{\"id\":\"a b\"}]}",
        "{\"items\":[{\"id\":\"a\"|{\"items\":[{\"id\":\"a\"",
      })
  void shouldPutAPositionIntoEachItem(String answer, String expected) {
    assertThat(apply(ITEMS, answer)).isEqualTo(expected);
  }

  @Test
  void shouldPutPositionsIntoTheObjectAndItsItems() {
    var both =
        new AnswerPositions.Plan.WholeAndItems(
            new Position("e", 7, List.of()), id -> new Position("r", 5, List.of()));
    assertThat(apply(both, "{\"items\":[{\"id\":\"a\"}],\"left\":[\"b\"]}"))
        .isEqualTo(
            "{\"position\":{\"epoch\":\"e\",\"offset\":7},\"items\":"
                + "[{\"position\":{\"epoch\":\"r\",\"offset\":5},\"id\":\"a\"}],\"left\":[\"b\"]}");
  }

  private String apply(AnswerPositions.Plan plan, String answer) {
    return new String(splice.apply(plan, answer.getBytes(UTF_8)), UTF_8);
  }
}
