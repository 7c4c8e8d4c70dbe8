package dev.tidings.analytics.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.ProblemException;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PropsTest {

  @Test
  void shouldAcceptWhatIsWithinBounds() {
    String text = "x".repeat(2000);
    assertThatCode(
            () -> check("{\"a\":1,\"b\":[true,null,\"" + text + "\"],\"c\":{\"d\":{\"e\":2.5}}}"))
        .doesNotThrowAnyException();
    assertThatCode(() -> check(names(30))).doesNotThrowAnyException();
  }

  @Test
  void shouldNameWhatIsOutOfBounds() {
    assertThat(pointer("{\"a/b\":\"" + "x".repeat(2001) + "\"}")).isEqualTo("/props/a~1b");
    assertThat(pointer("{\"a\":{\"b\":{\"c\":{}}}}")).isEqualTo("/props/a/b/c");
    assertThat(pointer("{\"a\":[[[1]]]}")).isEqualTo("/props/a/0/0");
    assertThat(pointer("{\"" + "n".repeat(101) + "\":1}")).isEqualTo("/props");
    assertThat(pointer("{\"\":1}")).isEqualTo("/props");
    assertThat(pointer(names(31))).isEqualTo("/props");
    assertThat(
            pointer(
                IntStream.range(0, 101)
                    .mapToObj(String::valueOf)
                    .collect(Collectors.joining(",", "{\"a\":[", "]}"))))
        .isEqualTo("/props/a");
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"n" + i + "\":" + i)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String pointer(String json) {
    return catchThrowableOfType(ProblemException.class, () -> check(json))
        .errors()
        .getFirst()
        .pointer();
  }

  private static void check(String json) throws IOException {
    Props.check(Json.mapper().readValue(json, ObjectNode.class), "/props");
  }
}
