package dev.tidings.chat.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.UUID;

/** What an operator may set about how long messages are kept. */
@ConfigMapping(prefix = "tidings.chat.retention")
public interface RetentionConfig {

  /** For how many days messages are kept; 0: for ever. */
  @WithDefault("0")
  int days();

  /** The same for single workspaces, by their names. */
  Map<String, Integer> workspaces();

  /** The same for single rooms, by their ids. */
  Map<String, Integer> rooms();

  /** For how many days a deleted room is still stored, which nobody sees; 0: for ever. */
  @WithDefault("30")
  int deletedRoomDays();

  /** How often is looked for messages and rooms that can go. */
  @WithDefault("1h")
  String every();

  /** How many messages go in one transaction. */
  @WithDefault("500")
  int batch();

  /** For how many days the messages of a room are kept; 0: for ever. */
  default int daysOf(String workspace, UUID roomId) {
    Integer ofWorkspace = workspaces().getOrDefault(workspace, days());
    return rooms().getOrDefault(roomId.toString(), ofWorkspace);
  }
}
