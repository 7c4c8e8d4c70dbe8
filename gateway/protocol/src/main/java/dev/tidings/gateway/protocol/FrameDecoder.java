package dev.tidings.gateway.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads clients' frames. Never throws because of what it reads; what is wrong is said in {@link
 * Decoded.Invalid}. Unknown fields are skipped. Safe for use by several threads.
 */
public final class FrameDecoder {

  private static final int MAX_ID_LENGTH = 128;
  private static final int MAX_TYPE_LENGTH = 64;
  private static final int MAX_EPOCH_LENGTH = 64;
  private static final int MAX_FURTHER_LOGS = 16;

  private final FrameLimits limits;
  private final ObjectMapper json;

  public FrameDecoder(FrameLimits limits) {
    this.limits = limits;
    this.json =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(limits.maxDepth())
                            .maxStringLength(limits.maxLength())
                            .maxNameLength(256)
                            .maxNumberLength(64)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  /** The frame that the text is, or why it is none. */
  public Decoded decode(String text) {
    if (text.length() > limits.maxLength()) {
      return new Decoded.Invalid(
          null,
          ErrorCode.FRAME_TOO_LARGE,
          "A frame has at most " + limits.maxLength() + " characters.");
    }
    try {
      return json.readTree(text) instanceof ObjectNode object
          ? frame(object)
          : malformed("A frame is one JSON object.");
    } catch (JsonProcessingException e) {
      return malformed("The frame is no JSON, names a field twice, or nests too deep.");
    }
  }

  private static Decoded malformed(String detail) {
    return new Decoded.Invalid(null, ErrorCode.MALFORMED_FRAME, detail);
  }

  private static Decoded frame(ObjectNode object) {
    String id = null;
    try {
      id = text(object, "id", MAX_ID_LENGTH);
      String type = required(object, "type", MAX_TYPE_LENGTH);
      return new Decoded.Valid(
          switch (type) {
            case "PING" -> new ClientFrame.Ping(id);
            case "SUBSCRIBE" -> {
              ObjectNode data = data(object);
              yield new ClientFrame.Subscribe(id, channel(data), since(data));
            }
            case "UNSUBSCRIBE" -> new ClientFrame.Unsubscribe(id, channel(data(object)));
            case "MESSAGE_SEND" -> new ClientFrame.MessageSend(id, data(object));
            case "AUTH" ->
                new ClientFrame.Auth(id, required(data(object), "token", Integer.MAX_VALUE));
            default -> new ClientFrame.Unknown(type, id);
          });
    } catch (RuleBroken | InvalidChannelException e) {
      return new Decoded.Invalid(id, ErrorCode.VALIDATION_FAILED, e.getMessage());
    }
  }

  private static ObjectNode data(ObjectNode frame) {
    if (frame.get("data") instanceof ObjectNode data) {
      return data;
    }
    throw new RuleBroken("'data' is an object.");
  }

  private static Channel channel(ObjectNode data) {
    String name = data.has("channel") ? "channel" : "room";
    return Channel.parse(required(data, data.has(name) ? name : "channel", Channel.MAX_LENGTH));
  }

  private static Position since(ObjectNode data) {
    JsonNode since = data.get("since");
    if (since == null || since.isNull()) {
      return null;
    }
    if (!(since instanceof ObjectNode position)
        || !(position.get("offset") instanceof JsonNode offset)
        || !offset.canConvertToLong()
        || !offset.isIntegralNumber()) {
      throw new RuleBroken("'since' is a position as the gateway sent it.");
    }
    return new Position(
        required(position, "epoch", MAX_EPOCH_LENGTH), offset.longValue(), also(position));
  }

  private static List<Long> also(ObjectNode position) {
    var offsets = new ArrayList<Long>();
    for (JsonNode offset : position.path("also")) {
      if (!offset.isIntegralNumber()
          || !offset.canConvertToLong()
          || offsets.size() == MAX_FURTHER_LOGS) {
        throw new RuleBroken("'since' is a position as the gateway sent it.");
      }
      offsets.add(offset.longValue());
    }
    return offsets;
  }

  private static String required(ObjectNode object, String field, int maxLength) {
    String text = text(object, field, maxLength);
    if (text == null || text.isEmpty()) {
      throw new RuleBroken("'" + field + "' is missing.");
    }
    return text;
  }

  private static String text(ObjectNode object, String field, int maxLength) {
    JsonNode value = object.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isTextual() || value.textValue().length() > maxLength) {
      throw new RuleBroken("'" + field + "' is a text of at most " + maxLength + " characters.");
    }
    return value.textValue();
  }

  private static final class RuleBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RuleBroken(String message) {
      super(message, null, false, false);
    }
  }
}
