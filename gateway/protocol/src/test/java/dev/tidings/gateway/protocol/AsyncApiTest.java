package dev.tidings.gateway.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.tidings.platform.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * R-X5: {@code docs/asyncapi.yaml} says of the frames what the code does, and names every event of
 * the services' contracts under its topic. Its own form is checked by the tests of the client.
 */
class AsyncApiTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path FILE = ROOT.resolve("docs/asyncapi.yaml");
  private static final Path FRAMES = Path.of("src/main/resources/protocol/v1");

  private static final String CLIENT = "client.";
  private static final String EVENT = "event";

  private final JsonNode document = read(FILE);

  @Test
  void shouldDescribeEveryFrameOfTheClientAndNoOther() throws IOException {
    Set<String> inCode = types("client");
    inCode.remove("TELEPORT");
    assertThat(messages("receiveClientFrames")).isEqualTo(named(CLIENT, inCode));
  }

  @Test
  void shouldDescribeEveryFrameOfTheGatewayAndNoOther() throws IOException {
    Set<String> inCode = types("server");
    assertThat(messages("sendServerFrames")).isEqualTo(inCode);
  }

  @Test
  void shouldAcceptEveryGoldenFrameAndKnowAllItsFields() throws IOException {
    for (Path file : frames("client")) {
      JsonNode frame = read(file);
      String type = frame.path("type").asText();
      if (!type.equals("TELEPORT")) {
        assertThat(closed(CLIENT + type).validate(frame)).as("%s: %s", file, frame).isEmpty();
      }
    }
    for (Path file : frames("server")) {
      JsonNode frame = read(file);
      String type = frame.path("type").asText();
      String schema = document.at("/components/schemas/" + type).isMissingNode() ? "Event" : type;
      assertThat(closed(schema).validate(frame)).as("%s: %s", file, frame).isEmpty();
    }
  }

  @Test
  void shouldRefuseFramesThatBreakARule() throws IOException {
    JsonNode frame = read(FRAMES.resolve("client/subscribe.json"));
    ((ObjectNode) frame.path("data")).remove("channel");
    assertThat(closed(CLIENT + "SUBSCRIBE").validate(frame)).isNotEmpty();
    frame = read(FRAMES.resolve("server/disconnect.json"));
    ((ObjectNode) frame.path("data")).put("surprise", 1);
    assertThat(closed("DISCONNECT").validate(frame)).isNotEmpty();
  }

  @Test
  void shouldNameEveryEventOfTheContractsUnderItsTopicAndNoOther() throws IOException {
    var published = new TreeMap<String, String>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.sorted().toList()) {
        for (Path type : folders(module.resolve("contract/events"))) {
          String reference = "../" + ROOT.relativize(type.resolve("schema.json"));
          for (String topic : topics(type)) {
            published.put(topic + " " + type.getFileName(), reference);
          }
        }
      }
    }
    var described = new TreeMap<String, String>();
    for (Map.Entry<String, JsonNode> channel : document.path("channels").properties()) {
      for (Map.Entry<String, JsonNode> message : channel.getValue().path("messages").properties()) {
        String reference = message.getValue().at("/payload/$ref").asText();
        if (!reference.isEmpty()) {
          String topic = channel.getValue().path("address").asText();
          described.put(topic + " " + message.getKey(), reference);
        }
      }
    }
    assertThat(described)
        .as("one line per event under 'channels' of %s", FILE)
        .isEqualTo(published);
  }

  private static Set<String> topics(Path type) throws IOException {
    var topics = new TreeSet<String>();
    try (Stream<Path> examples = Files.list(type.resolve("examples"))) {
      for (Path example : examples.toList()) {
        topics.add(read(example).path("topic").asText());
      }
    }
    return topics;
  }

  /** The schema with every object closed that names its fields, so that nothing is undescribed. */
  private JsonSchema closed(String name) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$ref", "#/components/schemas/" + name);
    root.set("components", document.path("components").deepCopy());
    close(root.at("/components/schemas"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(
            FILE.toUri(),
            root,
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(AsyncApiTest::close);
  }

  private Set<String> messages(String operation) {
    return StreamSupport.stream(
            document.at("/operations/" + operation + "/messages").spliterator(), false)
        .map(reference -> reference.path("$ref").asText())
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> named(String prefix, Set<String> types) {
    return types.stream().map(prefix::concat).collect(Collectors.toSet());
  }

  /** Every kind of frame has a golden one: GoldenFramesTest. */
  private static Set<String> types(String side) throws IOException {
    var types = new TreeSet<String>();
    for (Path file : frames(side)) {
      JsonNode frame = read(file);
      types.add(frame.has("eventId") ? EVENT : frame.path("type").asText());
    }
    return types;
  }

  private static Iterable<Path> frames(String side) throws IOException {
    try (Stream<Path> files = Files.list(FRAMES.resolve(side))) {
      return files.sorted().toList();
    }
  }

  private static Iterable<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return Set.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static JsonNode read(Path file) {
    try {
      var mapper = file.toString().endsWith(".yaml") ? new YAMLMapper() : Json.mapper();
      return mapper.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
