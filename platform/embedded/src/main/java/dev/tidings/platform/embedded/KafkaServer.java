package dev.tidings.platform.embedded;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A Kafka broker in KRaft mode, broker and controller in one process, as a JVM of its own that is
 * started from a directory of jars. Topics have to be created: writing to a name that doesn't exist
 * is an error, as in production.
 */
public final class KafkaServer implements EmbeddedServer {

  private static final String NODE_ID = "1";
  private static final List<String> JVM_OPTIONS =
      List.of("-Xmx256m", "-Xms128m", "-XX:+UseSerialGC", "-Djava.awt.headless=true");
  private static final Map<String, String> LOGGING =
      Map.of(
          "defaultLogLevel", "warn",
          "log.kafka.server", "info",
          "showDateTime", "true",
          "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
          "showThreadName", "false",
          "levelInBrackets", "true");

  private final Path libraries;
  private final Path javaHome;
  private final Path directory;
  private final Path data;
  private final int port;

  /**
   * @param libraries the directory of jars that has the broker
   * @param javaHome the JDK or JRE that runs it
   * @param directory holds the broker's configuration and data; made at the first start
   * @param port on 127.0.0.1
   */
  public KafkaServer(Path libraries, Path javaHome, Path directory, int port) {
    this.libraries = libraries;
    this.javaHome = javaHome;
    this.directory = directory;
    this.data = directory.resolve("data");
    this.port = port;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public int port() {
    return port;
  }

  /** Host and port for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void prepare() throws EmbeddedServerException, InterruptedException {
    if (Files.exists(metaProperties())) {
      checkMetaProperties();
    } else {
      format();
    }
  }

  @Override
  public ProcessBuilder command() throws EmbeddedServerException {
    writeConfiguration();
    return java("kafka.Kafka", configuration().toString());
  }

  @Override
  public boolean isReady(ProcessHandle process) {
    return KafkaProbe.answers(port);
  }

  @Override
  public ProcessSignal stopSignal() {
    return ProcessSignal.TERM;
  }

  private void format() throws EmbeddedServerException, InterruptedException {
    writeConfiguration();
    byte[] clusterId = new byte[16];
    new SecureRandom().nextBytes(clusterId);
    // A cluster id that starts with "-" would be taken for an option.
    clusterId[0] &= 0x3f;
    try {
      OneTimeCommand.run(
          "Kafka's data directory " + data + " can't be initialised",
          java(
              "kafka.tools.StorageTool",
              "format",
              "--ignore-formatted",
              "--cluster-id",
              Base64.getUrlEncoder().withoutPadding().encodeToString(clusterId),
              "--config",
              configuration().toString()));
    } catch (IOException e) {
      throw EmbeddedServerException.of("Kafka's data directory can't be initialised", data, e);
    }
  }

  private void checkMetaProperties() throws EmbeddedServerException {
    Properties meta = new Properties();
    try (var reader = Files.newBufferedReader(metaProperties())) {
      meta.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw broken("its meta.properties can't be read");
    }
    if (meta.getProperty("cluster.id") == null || meta.getProperty("version") == null) {
      throw broken("its meta.properties names no cluster");
    }
    if (!NODE_ID.equals(meta.getProperty("node.id"))) {
      throw broken("its meta.properties is of another node");
    }
  }

  private EmbeddedServerException broken(String what) {
    return new EmbeddedServerException.BrokenDataDirectory(
        "Kafka's data directory " + data + " is damaged: " + what + ".");
  }

  /**
   * Written anew for each start: the controller's port is nobody's business but the broker's own,
   * so it is any that is free.
   */
  private void writeConfiguration() throws EmbeddedServerException {
    try {
      Files.createDirectories(data);
      int controllerPort = Ports.free();
      Map<String, String> settings = new TreeMap<>();
      settings.put("process.roles", "broker,controller");
      settings.put("node.id", NODE_ID);
      settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
      settings.put("controller.listener.names", "CONTROLLER");
      settings.put(
          "listeners",
          "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
      settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
      settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
      settings.put("log.dirs", data.toString());
      settings.put("auto.create.topics.enable", "false");
      settings.put("default.replication.factor", "1");
      settings.put("offsets.topic.replication.factor", "1");
      settings.put("offsets.topic.num.partitions", "8");
      settings.put("transaction.state.log.replication.factor", "1");
      settings.put("transaction.state.log.min.isr", "1");
      settings.put("transaction.state.log.num.partitions", "8");
      settings.put("share.coordinator.state.topic.replication.factor", "1");
      settings.put("share.coordinator.state.topic.min.isr", "1");
      settings.put("share.coordinator.state.topic.num.partitions", "4");
      // A group of one machine gains nothing from waiting for more members.
      settings.put("group.initial.rebalance.delay.ms", "0");
      // The default buffer of 128 MB is half of this broker's heap.
      settings.put("log.cleaner.dedupe.buffer.size", "8388608");
      settings.put("num.network.threads", "2");
      settings.put("num.io.threads", "4");
      Properties properties = new Properties();
      properties.putAll(settings);
      try (Writer writer = Files.newBufferedWriter(configuration())) {
        properties.store(writer, null);
      }
    } catch (IOException e) {
      throw EmbeddedServerException.of("Kafka's configuration can't be written", directory, e);
    }
  }

  private ProcessBuilder java(String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(DelayedCompilation.OPTIONS);
    command.addAll(JVM_OPTIONS);
    command.addAll(
        LOGGING.entrySet().stream()
            .map(e -> "-Dorg.slf4j.simpleLogger." + e.getKey() + "=" + e.getValue())
            .toList());
    command.addAll(List.of("-cp", libraries + "/*", mainClass));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private Path configuration() {
    return directory.resolve("server.properties");
  }

  private Path metaProperties() {
    return data.resolve("meta.properties");
  }
}
