package dev.tidings.notification.feed;

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
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a notification from outside may say; names every broken rule at once. */
final class PostRules {

  private static final int MAX_PEOPLE = 1_000;

  /** How many broken rules are named of a list that may be long. */
  private static final int MAX_FAULTS = 10;

  private static final int MAX_TITLE = 200;
  private static final int MAX_BODY = 5_000;
  private static final int MAX_ACTIONS = 5;
  private static final int MAX_LABEL = 50;
  private static final int MAX_DATA_BYTES = 8_192;
  private static final int MAX_KEY = 200;
  private static final Duration MAX_AHEAD = Duration.ofDays(366);
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private final List<FieldError> faults = new ArrayList<>();
  private final PostRequest request;
  private final Instant now;

  private PostRules(PostRequest request, Instant now) {
    this.request = request;
    this.now = now;
  }

  /**
   * What is asked for, and for whom.
   *
   * @throws ProblemException {@code validation-failed}
   */
  static Post read(String workspace, PostRequest request, Instant now) {
    if (request == null) {
      throw ProblemException.invalid("", "must be an object");
    }
    return new PostRules(request, now).read(workspace);
  }

  private Post read(String workspace) {
    Addressees addressees = addressees();
    check(
        "/type",
        request.type() != null && TYPE.matcher(request.type()).matches(),
        "must be lower case, digits and underscores");
    text("/title", request.title(), 1, MAX_TITLE);
    text("/body", request.body() == null ? "" : request.body(), 0, MAX_BODY);
    Priority priority = priority();
    link("/image", request.image());
    link("/link", request.link());
    List<Action> actions = actions();
    JsonNode data = data();
    if (request.collapseKey() != null) {
      text("/collapseKey", request.collapseKey(), 1, MAX_KEY);
      check(
          "/collapseKey",
          !(addressees instanceof Addressees.All),
          "must not be given for a broadcast");
    }
    times();
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    return new Post(
        workspace,
        addressees,
        request.type(),
        priority,
        request.title().strip(),
        request.body() == null ? "" : request.body(),
        request.image(),
        actions,
        request.link(),
        data,
        new Handling(request.collapseKey(), request.notBefore(), request.expiresAt()));
  }

  private Addressees addressees() {
    long ways =
        Stream.of(
                request.userId(),
                request.userIds(),
                request.roomId(),
                request.role(),
                request.workspace())
            .filter(Objects::nonNull)
            .count();
    if (ways != 1) {
      faults.add(
          new FieldError(
              "/userId", "must be given, or else one of userIds, roomId, role and workspace"));
      return new Addressees.People(List.of());
    }
    if (request.workspace() != null) {
      check("/workspace", request.workspace(), "must be true or left out");
      return new Addressees.All(new Audience.Everybody());
    }
    if (request.role() != null) {
      if (!isId("role", request.role())) {
        faults.add(new FieldError("/role", "must be a role"));
        return new Addressees.People(List.of());
      }
      return new Addressees.All(new Audience.OfRole(request.role()));
    }
    if (request.roomId() != null) {
      check("/roomId", isId("room", request.roomId()), "must be a room id");
      return new Addressees.Room(request.roomId());
    }
    return new Addressees.People(people());
  }

  private List<String> people() {
    if (request.userId() != null) {
      check("/userId", isId("user", request.userId()), "must be a user id");
      return List.of(request.userId());
    }
    List<String> people = request.userIds();
    check(
        "/userIds", !people.isEmpty() && people.size() <= MAX_PEOPLE, "must be 1 to " + MAX_PEOPLE);
    for (int i = 0; i < people.size() && faults.size() < MAX_FAULTS; i++) {
      check("/userIds/" + i, isId("user", people.get(i)), "must be a user id");
    }
    return people.stream().distinct().toList();
  }

  private static boolean isId(String namespace, String id) {
    try {
      return id != null && !Channel.of(namespace, id).id().isEmpty();
    } catch (InvalidChannelException e) {
      return false;
    }
  }

  private Priority priority() {
    try {
      return request.priority() == null ? Priority.NORMAL : Priority.of(request.priority());
    } catch (IllegalArgumentException e) {
      faults.add(new FieldError("/priority", "must be low, normal, high or urgent"));
      return Priority.NORMAL;
    }
  }

  private List<Action> actions() {
    if (request.actions() == null) {
      return List.of();
    }
    check("/actions", request.actions().size() <= MAX_ACTIONS, "must be at most " + MAX_ACTIONS);
    for (int i = 0; i < Math.min(request.actions().size(), MAX_ACTIONS); i++) {
      Action action = request.actions().get(i);
      if (action == null || action.url() == null) {
        faults.add(new FieldError("/actions/" + i + "/url", "must be given"));
      } else {
        text("/actions/" + i + "/label", action.label(), 1, MAX_LABEL);
        link("/actions/" + i + "/url", action.url());
      }
    }
    return request.actions();
  }

  private JsonNode data() {
    if (request.data() == null || request.data().isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    check("/data", request.data().isObject(), "must be an object");
    check(
        "/data",
        request.data().toString().getBytes(UTF_8).length <= MAX_DATA_BYTES,
        "must have at most " + MAX_DATA_BYTES + " bytes");
    check("/data", !request.data().toString().contains("\\u0000"), "must not contain U+0000");
    return request.data();
  }

  private void times() {
    if (request.notBefore() != null) {
      check(
          "/notBefore",
          request.notBefore().isBefore(now.plus(MAX_AHEAD)),
          "must be at most a year ahead");
    }
    if (request.expiresAt() != null) {
      Instant from = request.notBefore() == null ? now : request.notBefore();
      check("/expiresAt", request.expiresAt().isAfter(from), "must be later than it comes");
      check(
          "/expiresAt",
          request.expiresAt().isBefore(now.plus(MAX_AHEAD.multipliedBy(10))),
          "must be at most ten years ahead");
    }
  }

  /** A script in a link would run in whoever clicks it. */
  private void link(String pointer, String link) {
    if (link != null) {
      check(pointer, SafeLink.isSafe(link), "must be a web address or begin with a slash");
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
