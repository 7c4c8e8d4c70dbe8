package dev.tidings.gateway.livesync;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.gateway.access.ChannelPolicy;
import dev.tidings.gateway.fanout.FanoutConfig;
import dev.tidings.gateway.protocol.EventNames;
import dev.tidings.gateway.upstream.ingress.IngressAdmission;
import dev.tidings.gateway.upstream.ingress.IngressTopics;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.InvalidChannelException;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads events from a request's body. All of them are right, or none is taken. */
@Singleton
final class EventReader {

  private static final int MAX_ERRORS = 100;
  private static final int MAX_DEPTH = 103;
  private static final Pattern ID = Pattern.compile("[^\\p{Cntrl}\\p{Space}\\p{Cs}]{1,128}");
  private static final Channel LIVE_DASHBOARD = Channel.of("dashboard", "live");

  private final ChannelPolicy policy;
  private final IngressAdmission admission;
  private final int maxBatch;
  private final int maxEventBytes;
  private final EventIds ids;
  private final Clock clock;
  private final ObjectMapper json =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // What a service publishes is passed on as it is, whatever the size of its numbers.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  EventReader(
      ChannelPolicy policy,
      IngressAdmission admission,
      LiveSyncConfig config,
      FanoutConfig fanout,
      EventIds ids,
      Clock clock) {
    this.policy = policy;
    this.admission = admission;
    this.maxBatch = config.maxBatch();
    this.maxEventBytes = fanout.maxEventBytes();
    this.ids = ids;
    this.clock = clock;
  }

  /** How many events a body holds, whatever they are. */
  static int size(JsonNode body) {
    return body.isArray() ? body.size() : 1;
  }

  /**
   * The body as JSON.
   *
   * @throws ProblemException {@code malformed-json} if it is none
   */
  JsonNode parse(byte[] body) {
    try {
      JsonNode tree = json.readTree(body);
      if (tree != null && !tree.isMissingNode()) {
        return tree;
      }
    } catch (IOException e) {
      throw new ProblemException(
          CommonProblem.MALFORMED_JSON,
          "The body is no JSON, names a field twice, or nests too deep.");
    }
    throw new ProblemException(CommonProblem.MALFORMED_JSON, "The body is empty.");
  }

  /**
   * The events of a body that is one or an array of them.
   *
   * @throws ProblemException {@code validation-failed} with a pointer for each broken rule
   */
  List<CloudEvent> events(JsonNode body, String workspace, String source) {
    var errors = new ArrayList<FieldError>();
    var events = new ArrayList<CloudEvent>();
    if (!body.isArray()) {
      read(body, "", workspace, source, events, errors);
    } else if (body.isEmpty() || body.size() > maxBatch) {
      errors.add(new FieldError("", "holds 1 to " + maxBatch + " events"));
    } else {
      for (int i = 0; i < body.size() && errors.size() < MAX_ERRORS; i++) {
        read(body.get(i), "/" + i, workspace, source, events, errors);
      }
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return events;
  }

  /**
   * The event of a body with statistics.
   *
   * @throws ProblemException {@code validation-failed} with a pointer for each broken rule
   */
  CloudEvent stats(JsonNode body, String workspace, String source) {
    var errors = new ArrayList<FieldError>();
    Channel channel = body.has("channel") ? channel(body, "", errors) : LIVE_DASHBOARD;
    if (channel != null && !channel.namespace().equals("dashboard")) {
      errors.add(new FieldError("/channel", "is a channel of the namespace dashboard"));
    }
    String id = id(body, "", errors);
    if (!(body.get("stats") instanceof ObjectNode stats) || stats.isEmpty()) {
      errors.add(new FieldError("/stats", "is an object with at least one value"));
      throw ProblemException.invalid(errors);
    }
    var events = new ArrayList<CloudEvent>();
    if (errors.isEmpty()) {
      admit(event(id, "STATS_UPDATE", channel, workspace, source, stats), "", events, errors);
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalid(errors);
    }
    return events.getFirst();
  }

  private void read(
      JsonNode item,
      String at,
      String workspace,
      String source,
      List<CloudEvent> events,
      List<FieldError> errors) {
    if (!item.isObject()) {
      errors.add(new FieldError(at, "is an object"));
      return;
    }
    int before = errors.size();
    Channel channel = channel(item, at, errors);
    String type = type(item, at, errors);
    String id = id(item, at, errors);
    if (!item.has("data")) {
      errors.add(new FieldError(at + "/data", "is missing"));
    }
    if (errors.size() == before) {
      admit(event(id, type, channel, workspace, source, item.get("data")), at, events, errors);
    }
  }

  private void admit(
      CloudEvent event, String at, List<CloudEvent> events, List<FieldError> errors) {
    String refusal = admission.refusal(IngressTopics.TOPIC, event);
    if (event.data().length > maxEventBytes) {
      errors.add(new FieldError(at + "/data", "has more than " + maxEventBytes + " bytes"));
    } else if (refusal != null) {
      errors.add(new FieldError(at + "/data", refusal));
    } else {
      events.add(event);
    }
  }

  private CloudEvent event(
      String id, String type, Channel channel, String workspace, String source, JsonNode data) {
    return new CloudEvent(
        id == null ? ids.next() : id,
        source,
        type,
        clock.instant(),
        null,
        workspace,
        channel,
        Map.of(),
        Json.bytes(data));
  }

  private Channel channel(JsonNode item, String at, List<FieldError> errors) {
    JsonNode text = item.get("channel");
    if (text == null || !text.isTextual()) {
      errors.add(new FieldError(at + "/channel", "is missing, or no text"));
      return null;
    }
    try {
      Channel channel = Channel.parse(text.textValue());
      if (policy.isConfigured(channel.namespace())) {
        return channel;
      }
      errors.add(
          new FieldError(
              at + "/channel",
              "is of the namespace '" + channel.namespace() + "', which is not served"));
      return null;
    } catch (InvalidChannelException e) {
      errors.add(new FieldError(at + "/channel", e.getMessage()));
      return null;
    }
  }

  private static String type(JsonNode item, String at, List<FieldError> errors) {
    JsonNode text = item.get("type");
    if (text == null || !text.isTextual() || !EventNames.isEvent(text.textValue())) {
      errors.add(
          new FieldError(
              at + "/type",
              "is 1 to 64 upper-case letters, digits and underscores, and no type of the"
                  + " protocol's own"));
      return null;
    }
    return text.textValue();
  }

  private static String id(JsonNode item, String at, List<FieldError> errors) {
    JsonNode text = item.get("id");
    if (text == null || text.isNull()) {
      return null;
    }
    if (!text.isTextual() || !ID.matcher(text.textValue()).matches()) {
      errors.add(
          new FieldError(
              at + "/id", "is 1 to 128 characters without spaces or control characters"));
      return null;
    }
    return text.textValue();
  }
}
