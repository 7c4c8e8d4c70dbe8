package dev.tidings.gateway.access;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may subscribe, or publish, to the channels of a namespace. */
public sealed interface AccessRule {

  /** The user whose id is the channel's. */
  record Self() implements AccessRule {}

  /** Users with the role that is the channel's id. */
  record Role() implements AccessRule {}

  /** Members of the room that is the channel's id; chat-service is asked. */
  record Member() implements AccessRule {}

  /** Everybody in the workspace. */
  record Workspace() implements AccessRule {}

  /** Users with one of the roles. */
  record Roles(Set<String> anyOf) implements AccessRule {}

  /** No client; the namespace is only published to. */
  record Nobody() implements AccessRule {}

  /**
   * Reads a configured rule.
   *
   * @throws IllegalArgumentException if the text is none; the start fails with it
   */
  static AccessRule parse(String text) {
    return switch (text) {
      case "self" -> new Self();
      case "role" -> new Role();
      case "member" -> new Member();
      case "workspace" -> new Workspace();
      case "nobody" -> new Nobody();
      default -> roles(text);
    };
  }

  private static AccessRule roles(String text) {
    if (!text.matches("roles:\\[[^\\[\\],]+(,[^\\[\\],]+)*]")) {
      throw new IllegalArgumentException(
          "'" + text + "' is no access rule: self, role, member, workspace, nobody or roles:[A,B]");
    }
    String list = text.substring("roles:[".length(), text.length() - 1);
    return new Roles(
        Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toUnmodifiableSet()));
  }
}
