package dev.tidings.notification.upstream.chat;

import dev.tidings.notification.mention.MentionNotifier;
import dev.tidings.notification.mention.MentioningMessage;
import dev.tidings.notification.room.RoomMembers;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.inbox.ReceivedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/** The effect of what happens in chat, in the transaction of its inbox entry. */
@ApplicationScoped
class ChatEventHandler {

  private static final Logger LOG = Logger.getLogger(ChatEventHandler.class);

  private final MentionNotifier mentions;
  private final RoomMembers members;
  private final MeterRegistry metrics;

  ChatEventHandler(MentionNotifier mentions, RoomMembers members, MeterRegistry metrics) {
    this.mentions = mentions;
    this.members = members;
    this.metrics = metrics;
  }

  /**
   * Handles events in their order.
   *
   * @throws dev.tidings.platform.inbox.PoisonEventException if an event's data is not as agreed
   */
  void handle(List<ReceivedEvent> events) {
    events.forEach(received -> handle(received.event()));
  }

  private void handle(CloudEvent event) {
    switch (ChatEvent.read(event)) {
      case ChatEvent.MessageReceived message -> received(event.workspace(), message);
      case ChatEvent.MembersJoined(String roomId, List<String> users) ->
          members.joined(event.workspace(), roomId, users);
      case ChatEvent.MemberLeft(String roomId, String user) ->
          members.left(event.workspace(), roomId, user);
      case ChatEvent.RoomDeleted(String roomId) -> members.gone(event.workspace(), roomId);
      case ChatEvent.Other(String type) -> skipped(type);
    }
  }

  private void received(String workspace, ChatEvent.MessageReceived message) {
    if (message.mentions().isEmpty() && message.mentionsRoom() == null) {
      return;
    }
    mentions.notifyOf(
        new MentioningMessage(
            workspace,
            message.id(),
            message.roomId(),
            message.seq(),
            message.userId(),
            message.authorName(),
            message.message(),
            message.mentions(),
            message.mentionsRoom() != null));
  }

  private void skipped(String type) {
    LOG.debugf("Skipped an event of type %s", type);
    metrics.counter("tidings.upstream.skipped", "producer", "chat-service").increment();
  }
}
