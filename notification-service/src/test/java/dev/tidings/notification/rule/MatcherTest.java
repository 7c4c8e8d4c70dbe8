package dev.tidings.notification.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tidings.platform.event.Json;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R-N7: what conditions ask. */
class MatcherTest {

  private static final JsonNode NOTHING = MissingNode.getInstance();

  @Test
  void shouldCompareAsJson() throws Exception {
    assertThat(new Matcher.Is(json("\"a\"")).matches(json("\"a\""))).isTrue();
    assertThat(new Matcher.Is(json("1")).matches(json("1.0"))).isTrue();
    assertThat(new Matcher.Is(json("1")).matches(json("\"1\""))).isFalse();
    assertThat(new Matcher.Is(json("true")).matches(NOTHING)).isFalse();
    assertThat(new Matcher.IsNot(json("true")).matches(NOTHING)).isTrue();
    assertThat(new Matcher.IsNot(json("[1]")).matches(json("[1]"))).isFalse();
    assertThat(new Matcher.In(List.of(json("1"), json("\"b\""))).matches(json("\"b\""))).isTrue();
    assertThat(new Matcher.In(List.of(json("1"))).matches(NOTHING)).isFalse();
  }

  @Test
  void shouldTellWhatIsThere() throws Exception {
    assertThat(new Matcher.Exists(true).matches(json("0"))).isTrue();
    assertThat(new Matcher.Exists(true).matches(json("null"))).isFalse();
    assertThat(new Matcher.Exists(false).matches(NOTHING)).isTrue();
  }

  @Test
  void shouldCompareNumbersOnly() throws Exception {
    assertThat(new Matcher.AtLeast(new BigDecimal("2.5")).matches(json("2.50"))).isTrue();
    assertThat(new Matcher.AtLeast(BigDecimal.ONE).matches(json("0.9"))).isFalse();
    assertThat(new Matcher.AtLeast(BigDecimal.ONE).matches(json("\"9\""))).isFalse();
    assertThat(new Matcher.AtMost(BigDecimal.ONE).matches(json("1"))).isTrue();
    assertThat(new Matcher.AtMost(BigDecimal.ONE).matches(json("1e9"))).isFalse();
    assertThat(new Matcher.AtMost(BigDecimal.ONE).matches(NOTHING)).isFalse();
  }

  @Test
  void shouldLookIntoListsAndTexts() throws Exception {
    assertThat(new Matcher.Contains(json("2")).matches(json("[1, 2.0]"))).isTrue();
    assertThat(new Matcher.Contains(json("3")).matches(json("[1, 2]"))).isFalse();
    assertThat(new Matcher.Contains(json("\"ell\"")).matches(json("\"Hello\""))).isTrue();
    assertThat(new Matcher.Contains(json("1")).matches(json("\"1\""))).isFalse();
    assertThat(new Matcher.Contains(json("1")).matches(json("1"))).isFalse();
  }

  private static JsonNode json(String text) throws Exception {
    return Json.mapper().readTree(text);
  }
}
