package dev.tidings.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.platform.testkit.deploy.DeployedTopics;
import dev.tidings.platform.testkit.server.TidingsServers;
import dev.tidings.platform.topic.TopicSpec;
import dev.tidings.platform.topic.TopicSpec.Cleanup;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** R-X7: production has the topics that the code has, with the same partitions and retention. */
@QuarkusTest
@QuarkusTestResource(TidingsServers.class)
class DeployedTopicsTest {

  private static final Set<String> OF_OTHERS = Set.of("gateway.connection.v1", "gateway.signal.v1");

  @Inject @Any Instance<TopicSpec> topics;

  @Test
  void shouldBeMadeWithTheDeployment() {
    Set<String> made =
        topics.stream()
            // The tests make those of others, which nobody else is there to make.
            .filter(each -> !OF_OTHERS.contains(each.name()))
            .map(
                each ->
                    DeployedTopics.line(
                        each.name(),
                        each.partitions(),
                        each.retention(),
                        each.cleanup() == Cleanup.COMPACT))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(made).as(DeployedTopics.FILE).isEqualTo(DeployedTopics.ownedBy("presence"));
  }
}
