package dev.tidings.platform.testkit.server;

import dev.tidings.platform.testkit.token.TestKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives an application under test its servers and the key of the tests' tokens: an empty database,
 * the shared broker, topics made at its start. {@code @QuarkusTestResource(TidingsServers.class)};
 * for an application without a database add {@code initArgs = @ResourceArg(name = "database", value
 * = "false")}. A packaged application, to which no test can add beans, is given the topics that
 * other services would have made by {@code @ResourceArg(name = "topics", value = "a.v1,b.v1")}.
 *
 * <p>{@value #TEST_RUN} is different for each start of the application; it belongs in the names of
 * consumer groups, so that no run continues where another one stopped.
 */
public class TidingsServers implements QuarkusTestResourceLifecycleManager {

  /** The property that tells starts of applications under test apart. */
  public static final String TEST_RUN = "tidings.test.run";

  /** As many as {@code TopicSpec} gives a topic. */
  private static final int PARTITIONS = 12;

  private boolean databaseWanted = true;
  private List<String> topics = List.of();
  private TestDatabase database;

  @Override
  public void init(Map<String, String> arguments) {
    databaseWanted = Boolean.parseBoolean(arguments.getOrDefault("database", "true"));
    topics =
        Stream.of(arguments.getOrDefault("topics", "").split(","))
            .filter(topic -> !topic.isBlank())
            .toList();
  }

  @Override
  public Map<String, String> start() {
    SharedServers servers = SharedServers.get();
    servers.createTopics(topics, PARTITIONS);
    Map<String, String> config = new HashMap<>();
    if (databaseWanted) {
      database = servers.createDatabase();
      config.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
      config.put("quarkus.datasource.username", database.username());
      config.put("quarkus.datasource.password", database.password());
    }
    config.put("kafka.bootstrap.servers", servers.kafkaBootstrapServers());
    config.put("mp.jwt.verify.publickey", TestKeys.publicKeyPem());
    config.put("mp.jwt.verify.issuer", TestKeys.ISSUER);
    config.put("mp.jwt.verify.audiences", TestKeys.AUDIENCE);
    config.put("tidings.kafka.create-topics", "true");
    // Any free port: a developer's own system may run on the usual ones.
    config.put("quarkus.http.test-port", "0");
    config.put(TEST_RUN, testRun());
    return config;
  }

  @Override
  public void stop() {
    if (database != null) {
      database.close();
      database = null;
    }
  }

  private static String testRun() {
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
