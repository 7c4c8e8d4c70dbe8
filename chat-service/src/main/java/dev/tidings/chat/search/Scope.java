package dev.tidings.chat.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.UUID;

/**
 * Words that every document has besides its text, so that the index narrows a search to a workspace
 * or room. They decide nothing: whoever writes such a word in a message is still found by members
 * of the room only.
 */
final class Scope {

  private Scope() {}

  static String ofWorkspace(String workspace) {
    return "ws" + HexFormat.of().formatHex(workspace.getBytes(UTF_8));
  }

  static String ofRoom(UUID roomId) {
    return "rm" + roomId.toString().replace("-", "");
  }
}
