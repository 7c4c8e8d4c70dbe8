package dev.tidings.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.testkit.Patience;
import dev.tidings.platform.testkit.contract.ContractExamples;
import dev.tidings.platform.testkit.kafka.TopicProbe;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.ConfigProvider;

/** What people's own channels tell, each event once. */
public final class UserEvents implements AutoCloseable {

  private static final ContractExamples CONTRACT = ContractExamples.of("chat-service");

  private final TopicProbe probe;
  private final String workspace;

  private UserEvents(TopicProbe probe, String workspace) {
    this.probe = probe;
    this.workspace = workspace;
  }

  /** Listens from now on. */
  public static UserEvents of(String workspace) {
    String bootstrap = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    return new UserEvents(TopicProbe.of(bootstrap, "chat.user.v1"), workspace);
  }

  /** Waits for an event of a person that fits, which must be as the contract says. */
  public JsonNode await(String userId, String type, Predicate<JsonNode> fits) {
    return awaitOn("user:" + userId, type, fits);
  }

  /** Waits for an event of a channel that fits, which must be as the contract says. */
  public JsonNode awaitOn(String channel, String type, Predicate<JsonNode> fits) {
    return Patience.await(type + " on " + channel)
        .until(
            () -> allOn(channel, type).stream().filter(fits).findFirst().orElse(null),
            found -> found != null);
  }

  /** The events of a person of one type so far. */
  public List<JsonNode> all(String userId, String type) {
    return allOn("user:" + userId, type);
  }

  /** The events of a channel of one type so far. */
  public List<JsonNode> allOn(String channel, String type) {
    var ids = new HashSet<String>();
    return probe.events(workspace).stream()
        .filter(event -> event.type().equals(type))
        .filter(event -> event.channel().value().equals(channel))
        .filter(event -> ids.add(event.id()))
        .map(UserEvents::data)
        .toList();
  }

  private static JsonNode data(CloudEvent event) {
    CONTRACT.assertEventSatisfiesSchema(event.type(), event.data());
    try {
      return Json.mapper().readTree(event.data());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    probe.close();
  }
}
