package dev.tidings.platform.testkit.server;

import dev.tidings.platform.embedded.EmbeddedServerException;
import dev.tidings.platform.embedded.shared.SharedServersLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The PostgreSQL and the Kafka broker that all test JVMs of this checkout share. The first JVM that
 * asks starts them; they end by themselves a while after the last JVM is gone.
 *
 * <p>Thread-safe.
 */
public final class SharedServers {

  /** Long enough to bridge the compilation between the tests of two modules. */
  private static final Duration IDLE = Duration.ofSeconds(90);

  private static SharedServers instance;

  private final SharedServersLease lease;

  private SharedServers(SharedServersLease lease) {
    this.lease = lease;
  }

  /**
   * The servers, which this JVM then holds until it ends.
   *
   * @throws IllegalStateException if they can't be started; the message says why
   */
  public static synchronized SharedServers get() {
    if (instance == null) {
      Path root = repositoryRoot();
      try {
        instance =
            new SharedServers(
                SharedServersLease.acquire(
                    root.resolve(".tidings/test"), root.resolve("platform/embedded/target"), IDLE));
      } catch (EmbeddedServerException | IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the servers of the tests start", e);
      }
    }
    return instance;
  }

  /**
   * Host and port of the broker. Topics are everybody's: tests tell their records apart by
   * workspace.
   */
  public String kafkaBootstrapServers() {
    return lease.address().kafkaBootstrapServers();
  }

  /** Makes the topics that are not there yet. */
  public void createTopics(List<String> topics, int partitions) {
    if (topics.isEmpty()) {
      return;
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafkaBootstrapServers()))) {
      for (String topic : topics) {
        create(admin, new NewTopic(topic, partitions, (short) 1));
      }
    }
  }

  private static void create(Admin admin, NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Makes an empty database that nobody else uses. */
  public TestDatabase createDatabase() {
    return TestDatabase.create(lease.address());
  }

  private static Path repositoryRoot() {
    Path start = Path.of(System.getProperty("user.dir")).toAbsolutePath();
    for (Path directory = start; directory != null; directory = directory.getParent()) {
      if (Files.isRegularFile(directory.resolve("platform/embedded/pom.xml"))) {
        return directory;
      }
    }
    throw new IllegalStateException("no checkout of Tidings above " + start);
  }
}
