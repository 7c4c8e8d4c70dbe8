package dev.tidings.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R-G5: a namespace that is configured wrongly stops the start with a line that names it. */
class NamespacesConfigTest {

  private static final String PREFIX = "tidings.gateway.namespaces.";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "room.access|everybody|'everybody' is no access rule",
        "room.access|\"\"|room.access",
        "room.acces|member|room.acces",
        "room.topics|\"\"|room.topics",
        "room.topics|a topic|room.topics: 'a topic' is no topic's name",
        "room.topics|..|room.topics: '..' is no topic's name",
        "room.topics|a.v1,a.v1|room.topics: names a topic twice",
        "board.access|member|board.access: 'member' is for the namespace 'room' only",
        "workspace.access|self|workspace.access: the channel 'workspace' has no id",
        "Board.access|workspace|namespaces.Board: a namespace is a lower-case word",
        "user.topics|x.v1|user.access",
      })
  void shouldNotStart(String property, String value, String message) {
    assertThatThrownBy(() -> policy(Map.of(PREFIX + property, value)))
        .satisfies(
            failure -> {
              assertThat(failure.getMessage()).contains(PREFIX).contains(message);
              // What the configuration's reader finds by itself has a heading.
              assertThat(failure.getMessage().strip().lines()).hasSizeBetween(1, 2);
            });
  }

  @Test
  void shouldNameEverythingThatIsWrongAtOnce() {
    assertThatThrownBy(
            () -> policy(Map.of(PREFIX + "board.access", "member", PREFIX + "board.topics", "a b")))
        .hasMessageContaining("board.access")
        .hasMessageContaining("board.topics");
  }

  @Test
  void shouldStartWithWhatIsRight() {
    assertThat(
            policy(Map.of(PREFIX + "board.access", "roles:[A,B]", PREFIX + "board.topics", "x.v1"))
                .topics("board"))
        .containsExactly("x.v1");
  }

  private static ChannelPolicy policy(Map<String, String> properties) {
    var all = new HashMap<>(Map.of(PREFIX + "room.access", "member"));
    all.putAll(properties);
    return new ChannelPolicy(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(NamespacesConfig.class)
            .withSources(new PropertiesConfigSource(all, "test", 500))
            .build()
            .getConfigMapping(NamespacesConfig.class));
  }
}
