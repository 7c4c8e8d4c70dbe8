package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
final class HitBody {

  /** The largest body, in bytes: what {@code navigator.sendBeacon} may queue. */
  static final int MAX_BYTES = 64 * 1024;

  private final Validator validator;

  HitBody(Validator validator) {
    this.validator = validator;
  }

  /**
   * Reads and checks a body.
   *
   * @throws ProblemException {@code payload-too-large}, {@code malformed-json}, or {@code
   *     validation-failed} if a text has characters that are none
   * @throws ConstraintViolationException if a field breaks a rule
   * @throws JsonProcessingException if a field is of another type
   */
  <T> T read(byte[] body, Class<T> type) throws JsonProcessingException {
    if (body.length > MAX_BYTES) {
      throw new ProblemException(
          CommonProblem.PAYLOAD_TOO_LARGE, "A hit has at most " + MAX_BYTES + " bytes.");
    }
    JsonNode tree = tree(body);
    text(tree, "");
    T value = Json.mapper().treeToValue(tree, type);
    var violations = validator.validate(value);
    if (!violations.isEmpty()) {
      throw new ConstraintViolationException(violations);
    }
    return value;
  }

  private static JsonNode tree(byte[] body) {
    try {
      JsonNode tree = Json.mapper().readTree(body);
      if (tree.isObject()) {
        return tree;
      }
    } catch (IOException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static ProblemException malformed() {
    return new ProblemException(CommonProblem.MALFORMED_JSON, "The body is no JSON object.");
  }

  /**
   * Checks that all texts are such: neither a NUL nor half of a surrogate pair is a character that
   * a database keeps.
   *
   * @param pointer where the JSON stands in the body
   * @return the JSON
   */
  static JsonNode text(JsonNode json, String pointer) {
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

  private static boolean isText(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
