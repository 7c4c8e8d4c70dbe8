package dev.tidings.notification.rule;

import com.fasterxml.jackson.core.JsonPointer;
import dev.tidings.notification.feed.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The notification that a rule makes.
 *
 * @param recipients whom it is for
 * @param type its type
 * @param priority how much it matters
 * @param key names what it is of: a person gets one of a key; null for each event one
 * @param collapse its collapse key; null for none
 * @param wordings its texts
 * @param image where its picture is; null for none
 * @param link where it leads; null for nowhere
 * @param actions its buttons
 * @param data what clients get, by name
 * @param worthless after which time it is worth nothing more; null for never
 */
record Notice(
    Recipients recipients,
    String type,
    Priority priority,
    TextTemplate key,
    TextTemplate collapse,
    Wordings wordings,
    TextTemplate image,
    TextTemplate link,
    List<Button> actions,
    Map<String, JsonPointer> data,
    Duration worthless) {

  Notice {
    actions = List.copyOf(actions);
    data = Map.copyOf(data);
  }

  /**
   * A button.
   *
   * @param label what it says
   * @param link where it leads
   */
  record Button(TextTemplate label, TextTemplate link) {}
}
