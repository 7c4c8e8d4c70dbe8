package dev.tidings.platform.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import dev.tidings.platform.event.CloudEventCodec;
import dev.tidings.platform.event.DecodedEvent;
import dev.tidings.platform.event.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A producer's contract: {@code contract/events/<TYPE>/{schema.json,examples/*.json}} for the
 * events it publishes and {@code contract/api/<shape>/{schema.json,examples/*.json}} for its REST
 * bodies.
 *
 * @see <a href="https://json-schema.org/draft/2020-12">JSON Schema 2020-12</a>
 */
public final class ContractExamples {

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final Path contract;

  private ContractExamples(Path contract) {
    this.contract = contract;
  }

  /** The contract of a producer, by the name of its module. */
  public static ContractExamples of(String module) {
    return new ContractExamples(RepositoryRoot.find().resolve(module).resolve("contract"));
  }

  /** The types of the events that the producer publishes. */
  public List<String> eventTypes() {
    return folders(contract.resolve("events"));
  }

  /** The names of the REST bodies that the producer documents. */
  public List<String> apiShapes() {
    return folders(contract.resolve("api"));
  }

  /** The examples of an event type; at least one. */
  public List<EventExample> events(String type) {
    return files(contract.resolve("events").resolve(type)).stream()
        .map(ContractExamples::eventExample)
        .toList();
  }

  /** The example bodies of a REST shape; at least one. */
  public List<JsonNode> bodies(String shape) {
    return files(contract.resolve("api").resolve(shape)).stream()
        .map(ContractExamples::json)
        .toList();
  }

  /** Checks that every example satisfies its schema and that every event example is well-formed. */
  public void check() {
    for (String type : eventTypes()) {
      for (EventExample example : events(type)) {
        assertSatisfies(schema("events", type), example.data(), example.name());
        assertThat(example.headers()).as(example.name()).containsEntry("ce_type", type);
        assertThat(CloudEventCodec.decode(example.toConsumerRecord(), Integer.MAX_VALUE))
            .as(example.name())
            .isInstanceOf(DecodedEvent.Valid.class);
      }
    }
    for (String shape : apiShapes()) {
      bodies(shape).forEach(body -> assertSatisfies(schema("api", shape), body, shape));
    }
  }

  /** Checks that data really published satisfies the schema of its type. */
  public void assertEventSatisfiesSchema(String type, byte[] data) {
    assertSatisfies(schema("events", type), json(data), type);
  }

  /** Checks that a body really answered satisfies the schema of its shape. */
  public void assertBodySatisfiesSchema(String shape, byte[] body) {
    assertSatisfies(schema("api", shape), json(body), shape);
  }

  private static void assertSatisfies(JsonSchema schema, JsonNode json, String what) {
    assertThat(schema.validate(json)).as("%s: %s", what, json).isEmpty();
  }

  private JsonSchema schema(String kind, String name) {
    Path file = contract.resolve(kind).resolve(name).resolve("schema.json");
    return SCHEMAS.getSchema(
        file.toUri(),
        json(file),
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
  }

  private static EventExample eventExample(Path file) {
    JsonNode example = json(file);
    return new EventExample(
        file.toString(),
        example.path("topic").asText(),
        example.path("key").asText(),
        Json.mapper().convertValue(example.path("headers"), HEADERS),
        example.path("data"));
  }

  private static List<String> folders(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (var entries = Files.list(parent)) {
      return entries
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path parent) {
    try (var entries = Files.list(parent.resolve("examples"))) {
      var files = entries.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      assertThat(files).as("examples in %s", parent).isNotEmpty();
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(Path file) {
    try {
      return json(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static JsonNode json(byte[] text) {
    try {
      return Json.mapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
