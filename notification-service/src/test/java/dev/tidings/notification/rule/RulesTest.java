package dev.tidings.notification.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.platform.testkit.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** R-N7: rules change without a restart, and bad ones change nothing. */
class RulesTest {

  private static final String RULE =
      """
      rules:
        - name: %s
          topics: events.ingress.v1
          types: DEAL_WON
          to: { users: /data/ownerId }
          notify: { type: deal, title: Won }
      """;

  @TempDir Path directory;

  private final MutableClock clock = MutableClock.at("2026-01-15T12:00:00Z");
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private Rules rules;

  @BeforeEach
  void make() {
    RulesConfig config = config(false, List.of("events.ingress.v1"));
    rules = new Rules(new RuleFiles(config), config, metrics, clock);
  }

  @Test
  void shouldFollowTheFiles() throws IOException {
    write("a.yaml", RULE.formatted("one"));
    write(".hidden.yaml", "no rules");
    write("notes.txt", "no rules");
    rules.onStart(null);
    assertThat(names()).containsExactly("one");
    Instant since = rules.loaded().at();

    clock.advance(Duration.ofMinutes(1));
    rules.look();
    assertThat(rules.loaded().at()).as("nothing has changed").isEqualTo(since);

    write("b.yml", RULE.formatted("two"));
    rules.look();
    assertThat(names()).containsExactly("one", "two");
    assertThat(rules.loaded().at()).isAfter(since);

    Files.delete(directory.resolve("a.yaml"));
    rules.look();
    assertThat(names()).containsExactly("two");
  }

  @Test
  void shouldGoOnWithTheOldOnesAndSaySo() throws IOException {
    write("a.yaml", RULE.formatted("one"));
    rules.onStart(null);

    write("a.yaml", RULE.formatted("One") + "    oops: 1\n");
    rules.look();
    rules.look();

    assertThat(names()).containsExactly("one");
    assertThat(metrics.get("tidings.rules.faults").gauge().value()).isEqualTo(2);
    HealthCheckResponse health = new RulesHealth(rules).call();
    assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(health.getData().orElseThrow().get("refused").toString())
        .contains("a.yaml, rule One, /name")
        .contains("/oops");

    write("a.yaml", RULE.formatted("one"));
    rules.look();
    assertThat(metrics.get("tidings.rules.faults").gauge().value()).isZero();
    assertThat(new RulesHealth(rules).call().getData().orElseThrow()).doesNotContainKey("refused");
  }

  @Test
  void shouldSurviveThatTheDirectoryIsGoneForAWhile() throws IOException {
    write("a.yaml", RULE.formatted("one"));
    rules.onStart(null);
    Files.delete(directory.resolve("a.yaml"));
    Files.delete(directory);

    rules.look();
    assertThat(names()).containsExactly("one");
    assertThat(rules.loaded().faults()).hasSize(1);

    Files.createDirectory(directory);
    write("a.yaml", RULE.formatted("one"));
    rules.look();
    assertThat(rules.loaded().faults()).isEmpty();
  }

  @Test
  void shouldNotStartWithBadOnes() throws IOException {
    write("a.yaml", "rules: [{ name: one }]");

    assertThatThrownBy(() -> rules.onStart(null))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a.yaml, rule one, /topics: must be given")
        .hasMessageContaining("a.yaml, rule one, /types: must be given");
  }

  /** A rule on what the service itself announces would feed on itself. */
  @Test
  void shouldNotStartWithTopicsThatItMustNotRead() {
    RulesConfig config = config(true, List.of("notification.user.v1"));

    assertThatThrownBy(() -> new Rules(new RuleFiles(config), config, metrics, clock).onStart(null))
        .hasMessageContaining("tidings.notification.rules.topics");
  }

  private List<String> names() {
    return rules.current().all().stream().map(Rule::name).toList();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private RulesConfig config(boolean defaults, List<String> topics) {
    return new RulesConfig() {
      @Override
      public boolean defaults() {
        return defaults;
      }

      @Override
      public Optional<Path> directory() {
        return Optional.of(directory);
      }

      @Override
      public String reloadEvery() {
        return "5s";
      }

      @Override
      public List<String> topics() {
        return topics;
      }
    };
  }
}
