package dev.tidings.gateway.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads clients' frames. Never throws because of what it reads; what is wrong is said in {@link
 * Decoded.Invalid}. Unknown fields are skipped. Safe for use by several threads.
 */
public final class FrameDecoder {

  private static final int MAX_ID_LENGTH = 128;
  private static final int MAX_TYPE_LENGTH = 64;
  private static final int MAX_STATUS_LENGTH = 140;
  private static final int MAX_PAGE_LENGTH = 2048;
  private static final int MAX_TITLE_LENGTH = 300;
  private static final int MAX_RESOURCE_LENGTH = 200;
  private static final int MAX_USER_LENGTH = 200;
  private static final String IDLE = "idle";
  private static final Set<String> STATUSES = Set.of("online", "away", "busy", "offline");
  private static final Set<String> ACTIVITIES = Set.of("viewing", "editing", "commenting", IDLE);
  private static final Pattern RESOURCE_TYPE = Pattern.compile("[a-z][a-z0-9_-]{0,63}");

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
            // What a client publishes is passed on as it is, whatever the size of its numbers.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
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
    } catch (JsonProcessingException | NumberFormatException e) {
      // The latter for a number whose exponent no number type can hold.
      return malformed("The frame is no JSON, names a field twice, or nests too deep.");
    }
  }

  private static Decoded malformed(String detail) {
    return new Decoded.Invalid(null, ErrorCode.MALFORMED_FRAME, detail);
  }

  private static Decoded frame(ObjectNode object) {
    String id = null;
    try {
      var frame = new Fields(object);
      id = frame.text("id", MAX_ID_LENGTH);
      return new Decoded.Valid(frame(frame.required("type", MAX_TYPE_LENGTH), id, object));
    } catch (RuleBroken | InvalidChannelException e) {
      return new Decoded.Invalid(id, ErrorCode.VALIDATION_FAILED, e.getMessage());
    }
  }

  private static ClientFrame frame(String type, String id, ObjectNode object) {
    return switch (type) {
      case "PING" -> new ClientFrame.Ping(id);
      case "SUBSCRIBE" -> {
        Fields data = Fields.dataOf(object);
        yield new ClientFrame.Subscribe(id, data.channel(), data.since());
      }
      case "UNSUBSCRIBE" -> new ClientFrame.Unsubscribe(id, Fields.dataOf(object).channel());
      case "MESSAGE_SEND" -> new ClientFrame.MessageSend(id, Fields.dataOf(object).object());
      case "MESSAGE_READ" -> {
        Fields data = Fields.dataOf(object);
        yield new ClientFrame.MessageRead(id, data.room(), data.count("seq"));
      }
      case "NOTIFICATION_READ" ->
          new ClientFrame.NotificationRead(
              id, Fields.dataOf(object).requiredLine("notificationId", MAX_ID_LENGTH));
      case "NOTIFICATION_READ_ALL" -> new ClientFrame.NotificationReadAll(id);
      case "TYPING_START" -> new ClientFrame.Typing(id, Fields.dataOf(object).room(), true);
      case "TYPING_STOP" -> new ClientFrame.Typing(id, Fields.dataOf(object).room(), false);
      case "PRESENCE_UPDATE" -> {
        Fields data = Fields.dataOf(object);
        yield new ClientFrame.PresenceUpdate(
            id,
            data.word("status", STATUSES),
            data.line("message", MAX_STATUS_LENGTH),
            data.time("messageExpiresAt"));
      }
      case "ACTIVITY" -> activity(id, Fields.dataOf(object));
      case "PAGE_NAVIGATE" -> {
        Fields data = Fields.dataOf(object);
        yield new ClientFrame.PageNavigate(
            id, data.requiredLine("page", MAX_PAGE_LENGTH), data.line("title", MAX_TITLE_LENGTH));
      }
      case "PRESENCE_WATCH" -> {
        Set<String> users =
            Fields.dataOf(object)
                .names("users", ClientFrame.PresenceWatch.MAX_USERS, MAX_USER_LENGTH);
        users.forEach(user -> Channel.of("presence", user));
        yield new ClientFrame.PresenceWatch(id, users);
      }
      case "PUBLISH" -> publish(id, Fields.dataOf(object));
      case "AUTH" ->
          new ClientFrame.Auth(id, Fields.dataOf(object).required("token", Integer.MAX_VALUE));
      default -> new ClientFrame.Unknown(type, id);
    };
  }

  private static ClientFrame.Activity activity(String id, Fields data) {
    String kind = data.word("type", ACTIVITIES);
    return kind.equals(IDLE)
        ? new ClientFrame.Activity(id, kind, null, null)
        : new ClientFrame.Activity(
            id,
            kind,
            data.matching("resourceType", RESOURCE_TYPE, "a lower-case word"),
            data.requiredLine("resourceId", MAX_RESOURCE_LENGTH));
  }

  private static ClientFrame.Publish publish(String id, Fields data) {
    String event = data.required("event", MAX_TYPE_LENGTH);
    if (!EventNames.isClientEvent(event)) {
      throw new RuleBroken(
          "'event' is upper-case letters, digits and underscores, and no type of the protocol's or"
              + " of a service's.");
    }
    return new ClientFrame.Publish(id, data.channel(), event, data.value("data"));
  }
}
