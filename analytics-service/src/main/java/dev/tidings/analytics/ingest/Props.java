package dev.tidings.analytics.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.platform.problem.ProblemException;

/** The limits of what a site may say about an event: enough to filter by, too little to misuse. */
public final class Props {

  private static final int MAX_NAMES = 30;
  private static final int MAX_ITEMS = 100;
  private static final int MAX_LEVELS = 3;
  private static final int MAX_NAME_LENGTH = 100;
  private static final int MAX_TEXT_LENGTH = 2000;

  private int names;
  private int items;

  private Props() {}

  /**
   * Checks the properties of an event.
   *
   * @param pointer where they stand in the body
   * @throws ProblemException {@code validation-failed} naming the first that is out of bounds
   */
  static void check(JsonNode props, String pointer) {
    new Props().check(props, pointer, 1);
  }

  /**
   * The properties of an event as they are kept.
   *
   * @param props null if there are none
   * @param pointer where they stand in the body
   * @throws ProblemException {@code validation-failed} naming the first that is out of bounds
   */
  public static String text(ObjectNode props, String pointer) {
    if (props == null) {
      return "{}";
    }
    check(props, pointer);
    return props.toString();
  }

  private void check(JsonNode node, String pointer, int level) {
    require(
        !node.isContainerNode() || level <= MAX_LEVELS,
        pointer,
        "nests deeper than " + MAX_LEVELS + " levels");
    if (node.isObject()) {
      for (var property : node.properties()) {
        String name = property.getKey();
        String at = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
        require(++names <= MAX_NAMES, pointer, "has more than " + MAX_NAMES + " names");
        require(
            !name.isEmpty() && name.length() <= MAX_NAME_LENGTH,
            pointer,
            "has a name that is empty or longer than " + MAX_NAME_LENGTH + " characters");
        check(property.getValue(), at, level + 1);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        require(++items <= MAX_ITEMS, pointer, "has more than " + MAX_ITEMS + " items");
        check(node.get(i), pointer + "/" + i, level + 1);
      }
    } else if (node.isTextual()) {
      require(
          node.textValue().length() <= MAX_TEXT_LENGTH,
          pointer,
          "is longer than " + MAX_TEXT_LENGTH + " characters");
    }
  }

  private static void require(boolean holds, String pointer, String otherwise) {
    if (!holds) {
      throw ProblemException.invalid(pointer, otherwise);
    }
  }
}
