package dev.tidings.notification.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidings.notification.link.SafeLink;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.InvalidChannelException;
import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What an activity from outside may say; names every broken rule at once. */
final class PostActivityRules {

  private static final int MAX_TITLE = 200;
  private static final int MAX_BODY = 5_000;
  private static final int MAX_DATA_BYTES = 8_192;
  private static final int MAX_RESOURCE_ID = 200;

  /** How many broken rules are named of a list that may be long. */
  private static final int MAX_FAULTS = 10;

  /** How far the clocks of those who post may be ahead. */
  private static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private final List<FieldError> faults = new ArrayList<>();
  private final PostActivityRequest request;

  private PostActivityRules(PostActivityRequest request) {
    this.request = request;
  }

  /**
   * The activity that is asked for.
   *
   * @throws ProblemException {@code validation-failed}
   */
  static NewActivity read(
      String workspace, PostActivityRequest request, String sourceKey, Instant now) {
    if (request == null) {
      throw ProblemException.invalid("", "must be an object");
    }
    return new PostActivityRules(request).read(workspace, sourceKey, now);
  }

  private NewActivity read(String workspace, String sourceKey, Instant now) {
    check("/type", isType(request.type()), "must be lower case, digits and underscores");
    text("/title", request.title(), 1, MAX_TITLE);
    text("/body", request.body() == null ? "" : request.body(), 0, MAX_BODY);
    if (request.link() != null) {
      check(
          "/link", SafeLink.isSafe(request.link()), "must be a web address or begin with a slash");
    }
    if (request.actorId() != null) {
      check("/actorId", isId("user", request.actorId()), "must be a user id");
    }
    resource();
    JsonNode data = data();
    Circle circle = circle();
    Instant happenedAt = request.happenedAt() == null ? now : request.happenedAt();
    check("/happenedAt", happenedAt.isBefore(now.plus(MAX_AHEAD)), "must not be in the future");
    check("/happenedAt", happenedAt.isAfter(Instant.EPOCH), "must be later than 1970");
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    return new NewActivity(
        workspace,
        circle,
        request.type(),
        request.actorId(),
        request.title().strip(),
        request.body() == null ? "" : request.body(),
        request.link(),
        request.resource(),
        data,
        happenedAt,
        sourceKey);
  }

  private void resource() {
    ResourceView resource = request.resource();
    if (resource != null) {
      check(
          "/resource/type", isType(resource.type()), "must be lower case, digits and underscores");
      text("/resource/id", resource.id(), 1, MAX_RESOURCE_ID);
    }
  }

  private JsonNode data() {
    if (request.data() == null || request.data().isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    String text = request.data().toString();
    check("/data", request.data().isObject(), "must be an object");
    check(
        "/data",
        text.getBytes(UTF_8).length <= MAX_DATA_BYTES,
        "must have at most " + MAX_DATA_BYTES + " bytes");
    check("/data", !text.contains("\\u0000"), "must not contain U+0000");
    return request.data();
  }

  /** Null where it isn't said as it must be. */
  private Circle circle() {
    return switch (visibility()) {
      case PUBLIC -> {
        unused("/roomId", request.roomId());
        unused("/roles", request.roles());
        unused("/userIds", request.userIds());
        yield Circle.everybody();
      }
      case TEAM -> {
        unused("/userIds", request.userIds());
        yield team();
      }
      case PRIVATE -> {
        unused("/roomId", request.roomId());
        unused("/roles", request.roles());
        yield areIds("/userIds", "user", request.userIds())
            ? Circle.people(request.userIds())
            : null;
      }
      case null -> null;
    };
  }

  private Circle team() {
    if ((request.roomId() == null) == (request.roles() == null)) {
      faults.add(new FieldError("/roomId", "must be given, or else roles"));
      return null;
    }
    if (request.roomId() != null) {
      boolean room = isId("room", request.roomId());
      check("/roomId", room, "must be the id of a room");
      return room ? Circle.room(request.roomId()) : null;
    }
    return areIds("/roles", "role", request.roles()) ? Circle.roles(request.roles()) : null;
  }

  private Visibility visibility() {
    try {
      return Visibility.of(request.visibility());
    } catch (IllegalArgumentException e) {
      faults.add(new FieldError("/visibility", "must be public, team or private"));
      return null;
    }
  }

  private void unused(String pointer, Object value) {
    check(pointer, value == null, "must not be given with that visibility");
  }

  private boolean areIds(String pointer, String namespace, List<String> ids) {
    int before = faults.size();
    if (ids == null || ids.isEmpty() || ids.size() > Circle.MAX_CHANNELS) {
      faults.add(new FieldError(pointer, "must be 1 to " + Circle.MAX_CHANNELS));
      return false;
    }
    for (int i = 0; i < ids.size() && faults.size() < MAX_FAULTS; i++) {
      check(pointer + "/" + i, isId(namespace, ids.get(i)), "must be an id");
    }
    return faults.size() == before;
  }

  private static boolean isType(String type) {
    return type != null && TYPE.matcher(type).matches();
  }

  private static boolean isId(String namespace, String id) {
    try {
      return id != null && !Channel.of(namespace, id).id().isEmpty();
    } catch (InvalidChannelException e) {
      return false;
    }
  }

  private void text(String pointer, String text, int least, int most) {
    boolean fits =
        text != null
            && text.strip().length() >= least
            && text.codePointCount(0, text.length()) <= most
            && text.indexOf('\0') < 0;
    check(pointer, fits, "must have %d to %d characters".formatted(least, most));
  }

  private void check(String pointer, boolean holds, String rule) {
    if (!holds) {
      faults.add(new FieldError(pointer, rule));
    }
  }
}
