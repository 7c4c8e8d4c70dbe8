package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.analytics.site.Site;
import dev.tidings.analytics.site.Sites;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON of a hit, whatever media type it is declared as: {@code navigator.sendBeacon} can
 * only send {@code text/plain} to another origin without a preflight.
 */
@Singleton
public final class HitBody {

  /** The largest body, in bytes: what {@code navigator.sendBeacon} may queue. */
  public static final int MAX_BYTES = 64 * 1024;

  private final Validator validator;
  private final Sites sites;
  private final TurnedAwayCounts turnedAway;

  HitBody(Validator validator, Sites sites, TurnedAwayCounts turnedAway) {
    this.validator = validator;
    this.sites = sites;
    this.turnedAway = turnedAway;
  }

  /**
   * Reads a body as it is.
   *
   * @param maxBytes how large it may be
   * @throws ProblemException {@code payload-too-large}, {@code malformed-json}, or {@code
   *     validation-failed} if a text has characters that are none
   */
  public JsonNode tree(byte[] body, int maxBytes) {
    if (body.length > maxBytes) {
      turnedAway.addUnknown("too-large");
      throw new ProblemException(
          CommonProblem.PAYLOAD_TOO_LARGE, "The body has at most " + maxBytes + " bytes here.");
    }
    try {
      JsonNode tree = Json.mapper().readTree(body);
      if (tree.isContainerNode()) {
        return tree;
      }
    } catch (IOException e) {
      throw malformed();
    }
    throw malformed();
  }

  /**
   * The site that a body is for.
   *
   * @param key what a body names it by; null if there is no text of the kind
   * @return null if the body names none, which reading it will say
   * @throws ProblemException {@code unknown-site}
   */
  public Site site(String key) {
    try {
      return key == null || key.isBlank() ? null : sites.getByKeyOrHost(key);
    } catch (ProblemException e) {
      turnedAway.addUnknown("unknown-site");
      throw e;
    }
  }

  /**
   * Reads and checks a body.
   *
   * @throws ProblemException {@code malformed-json} if it is no object, or {@code
   *     validation-failed} if a text has characters that are none
   * @throws ConstraintViolationException if a field breaks a rule
   * @throws JsonProcessingException if a field is of another type
   */
  public <T> T read(JsonNode tree, Class<T> type) throws JsonProcessingException {
    if (!tree.isObject()) {
      throw malformed();
    }
    text(tree, "");
    T value = Json.mapper().treeToValue(tree, type);
    var violations = validator.validate(value);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    return value;
  }

  private ProblemException malformed() {
    turnedAway.addUnknown("unreadable");
    return new ProblemException(CommonProblem.MALFORMED_JSON, "The body is no JSON object.");
  }

  /**
   * Checks that all texts are such: neither a NUL nor half of a surrogate pair is a character that
   * a database keeps.
   *
   * @param pointer where the JSON stands in the body
   * @return the JSON
   */
  public static JsonNode text(JsonNode json, String pointer) {
    requireText(json, pointer);
    return json;
  }

  private static void requireText(JsonNode node, String pointer) {
    if (node.isTextual() && !isText(node.textValue())) {
      throw ProblemException.invalid(pointer, "has characters that are none");
    }
    for (var property : node.properties()) {
      if (!isText(property.getKey())) {
        throw ProblemException.invalid(pointer, "has a name with characters that are none");
      }
      requireText(property.getValue(), pointer + "/" + property.getKey());
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      requireText(node.get(i), pointer + "/" + i);
    }
  }

  static boolean isText(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
