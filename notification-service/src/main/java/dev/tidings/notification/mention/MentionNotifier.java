package dev.tidings.notification.mention;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.notification.feed.FeedService;
import dev.tidings.notification.feed.NewNotification;
import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.room.RoomMembers;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;

/** Notifies all whom a message mentions, by name or with everybody, except its author, once. */
@ApplicationScoped
public class MentionNotifier {

  private static final String TYPE = "chat_mention";

  private final FeedService feed;
  private final RoomMembers rooms;
  private final MentionConfig config;

  MentionNotifier(FeedService feed, RoomMembers rooms, MentionConfig config) {
    this.feed = feed;
    this.rooms = rooms;
    this.config = config;
  }

  /**
   * Adds the notifications, in the present transaction. Who is mentioned by name and with everybody
   * is notified as by name.
   */
  public void notifyOf(MentioningMessage message) {
    var titles = new LinkedHashMap<String, String>();
    message.mentions().forEach(user -> titles.put(user, message.authorName() + " mentioned you"));
    everybody(message)
        .forEach(user -> titles.putIfAbsent(user, message.authorName() + " mentioned everybody"));
    titles.remove(message.author());
    feed.add(
        titles.entrySet().stream()
            .map(entry -> notification(entry.getKey(), entry.getValue(), message))
            .toList());
  }

  private List<String> everybody(MentioningMessage message) {
    if (!message.mentionsEverybody()) {
      return List.of();
    }
    int most = config.roomUpToMembers();
    List<String> members = rooms.of(message.workspace(), message.roomId(), most + 1);
    return members.size() > most ? List.of() : members;
  }

  private NewNotification notification(String user, String title, MentioningMessage message) {
    return new NewNotification(
        new RecipientKey(message.workspace(), user),
        TYPE,
        Priority.NORMAL,
        title,
        Excerpt.of(message.text(), config.excerptLength()),
        null,
        List.of(),
        link(message),
        data(message),
        TYPE + ":" + message.id());
  }

  private String link(MentioningMessage message) {
    return config
        .link()
        .replace("{roomId}", URLEncoder.encode(message.roomId(), UTF_8))
        .replace("{messageId}", URLEncoder.encode(message.id(), UTF_8));
  }

  private static ObjectNode data(MentioningMessage message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("roomId", message.roomId())
        .put("messageId", message.id())
        .put("seq", message.seq());
  }
}
