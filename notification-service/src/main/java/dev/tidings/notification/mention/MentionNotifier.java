package dev.tidings.notification.mention;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.notification.feed.FeedService;
import dev.tidings.notification.feed.NewNotification;
import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.feed.RecipientKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.util.List;

/** Notifies everybody whom a message mentions, except its author, once per message. */
@ApplicationScoped
public class MentionNotifier {

  private static final String TYPE = "chat_mention";

  private final FeedService feed;
  private final MentionConfig config;

  MentionNotifier(FeedService feed, MentionConfig config) {
    this.feed = feed;
    this.config = config;
  }

  /** Adds the notifications, in the present transaction. */
  public void notifyOf(MentioningMessage message) {
    feed.add(
        message.mentions().stream()
            .distinct()
            .filter(user -> !user.equals(message.author()))
            .map(user -> notification(user, message))
            .toList());
  }

  private NewNotification notification(String user, MentioningMessage message) {
    return new NewNotification(
        new RecipientKey(message.workspace(), user),
        TYPE,
        Priority.NORMAL,
        message.authorName() + " mentioned you",
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
