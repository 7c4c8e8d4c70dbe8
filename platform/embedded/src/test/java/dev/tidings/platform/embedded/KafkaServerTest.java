package dev.tidings.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerTest {

  private static final TopicPartition KEPT = new TopicPartition("kept", 0);

  @TempDir Path directory;
  private ProcessWatchdog watchdog;
  private KafkaServer server;

  @BeforeEach
  void choosePort() throws Exception {
    watchdog = ProcessWatchdog.start();
    server = new KafkaServer(TestMachine.LIBRARIES, TestMachine.JAVA_HOME, directory, Ports.free());
  }

  @AfterEach
  void endEverything() throws Exception {
    watchdog.close();
  }

  @Test
  void shouldKeepRecordsOverACrashAndMakeNoTopicUnasked() throws Exception {
    ServerProcess first = start();
    try (Admin admin = Admin.create(client())) {
      admin
          .createTopics(List.of(new NewTopic("kept", 1, (short) 1)))
          .all()
          .get(30, TimeUnit.SECONDS);
      publish("before the crash");
      assertThatThrownBy(() -> admin.describeTopics(List.of("never-created")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
    first.kill();

    ServerProcess second = start();
    publish("after the crash");
    assertThat(records(2)).containsExactly("before the crash", "after the crash");
    second.stop(TestMachine.GRACE);
    assertThat(Ports.accepts(server.port())).isFalse();
  }

  @Test
  void shouldRefuseADamagedDataDirectory() throws Exception {
    Path meta = Files.createDirectories(directory.resolve("data")).resolve("meta.properties");
    Files.writeString(meta, "garbage");

    assertThatThrownBy(server::prepare)
        .isInstanceOf(EmbeddedServerException.BrokenDataDirectory.class)
        .hasMessageContaining("meta.properties names no cluster");
  }

  private ServerProcess start() throws Exception {
    return ServerProcess.start(
        server, directory.resolve("kafka.log"), watchdog, TestMachine.TIMEOUT);
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", server.bootstrapServers());
  }

  private void publish(String value) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client(), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(KEPT.topic(), value)).get(30, TimeUnit.SECONDS);
    }
  }

  private List<String> records(int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(client(), new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(KEPT));
      List<String> values = new ArrayList<>();
      Awaitility.await()
          .atMost(TestMachine.TIMEOUT)
          .until(
              () -> {
                consumer.seekToBeginning(List.of(KEPT));
                values.clear();
                for (ConsumerRecord<String, String> r : consumer.poll(Duration.ofSeconds(1))) {
                  values.add(r.value());
                }
                return values.size() >= count;
              });
      return values;
    }
  }
}
