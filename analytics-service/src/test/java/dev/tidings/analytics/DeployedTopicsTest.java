package dev.tidings.analytics;

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

  @Inject @Any Instance<TopicSpec> topics;

  @Test
  void shouldBeMadeWithTheDeployment() {
    Set<String> made =
        topics.stream()
            // The tests make that of others, which nobody else is there to make.
            .filter(each -> !each.name().equals("events.ingress.v1"))
            .map(
                each ->
                    DeployedTopics.line(
                        each.name(),
                        each.partitions(),
                        each.retention(),
                        each.cleanup() == Cleanup.COMPACT))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(made).as(DeployedTopics.FILE).isEqualTo(DeployedTopics.ownedBy("analytics"));
  }
}
