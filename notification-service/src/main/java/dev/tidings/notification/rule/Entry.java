package dev.tidings.notification.rule;

import com.fasterxml.jackson.core.JsonPointer;
import dev.tidings.notification.activity.Visibility;
import java.util.List;
import java.util.Map;

/**
 * The activity that a rule makes.
 *
 * @param type its type
 * @param visibility who may see it
 * @param room where the id of the room is whose members may; null for none
 * @param roles the roles whose holders may
 * @param users where the ids of people are who may
 * @param actor where the id of the person is who did it; null for nobody
 * @param title one line
 * @param body some text; null for none
 * @param link where it leads; null for nowhere
 * @param resourceType what kind of thing it is about; null for nothing
 * @param resourceId where that thing's id is; null for nothing
 * @param data what clients get, by name
 */
record Entry(
    String type,
    Visibility visibility,
    JsonPointer room,
    List<String> roles,
    List<JsonPointer> users,
    JsonPointer actor,
    TextTemplate title,
    TextTemplate body,
    TextTemplate link,
    String resourceType,
    JsonPointer resourceId,
    Map<String, JsonPointer> data) {

  Entry {
    roles = List.copyOf(roles);
    users = List.copyOf(users);
    data = Map.copyOf(data);
  }
}
