package dev.tidings.notification.mention;

import java.util.List;

/**
 * A chat message that mentions people.
 *
 * @param workspace the tenant
 * @param id the message
 * @param roomId the room that it is in
 * @param seq its number in the room
 * @param author who wrote it
 * @param authorName the author's name as people read it
 * @param text the message
 * @param mentions the user ids of those mentioned by name
 * @param mentionsEverybody whether it mentions all who are in the room
 */
public record MentioningMessage(
    String workspace,
    String id,
    String roomId,
    long seq,
    String author,
    String authorName,
    String text,
    List<String> mentions,
    boolean mentionsEverybody) {

  public MentioningMessage {
    mentions = List.copyOf(mentions);
  }
}
