package dev.tidings.chat.message;

import dev.tidings.chat.mention.MentionTokens;
import dev.tidings.chat.mention.RoomMention;
import java.util.List;
import java.util.Set;

/**
 * Whom a message mentions.
 *
 * @param users members, without its sender
 * @param everybody null if it does not mention everybody
 */
record Mentioned(List<String> users, RoomMention everybody) {

  static final Mentioned NOBODY = new Mentioned(List.of(), null);

  /** Whom a text mentions, among the members of a room. */
  static Mentioned of(MentionTokens tokens, Set<String> members) {
    return new Mentioned(tokens.resolve(members), tokens.everybody(members).orElse(null));
  }
}
