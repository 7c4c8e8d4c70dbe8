package dev.tidings.notification.upstream.chat;

import dev.tidings.notification.feed.Citations;
import dev.tidings.notification.room.Room;
import dev.tidings.notification.room.RoomMembers;
import dev.tidings.notification.room.Rooms;
import dev.tidings.notification.rule.Excerpt;
import dev.tidings.notification.rule.RuleNotifier;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.inbox.Inbox;
import dev.tidings.platform.inbox.ReceivedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The effect of what happens in chat, in the transaction of its inbox entry. What has none leaves
 * no entry: most events are messages that are for nobody in particular.
 */
@ApplicationScoped
class ChatEventHandler {

  private static final Logger LOG = Logger.getLogger(ChatEventHandler.class);

  /** As many code points as the rules that come with the service show of a message. */
  private static final int CITED = 200;

  private final Inbox inbox;
  private final Rooms rooms;
  private final RoomMembers members;
  private final Citations citations;
  private final RuleNotifier rules;
  private final MeterRegistry metrics;

  ChatEventHandler(
      Inbox inbox,
      Rooms rooms,
      RoomMembers members,
      Citations citations,
      RuleNotifier rules,
      MeterRegistry metrics) {
    this.inbox = inbox;
    this.rooms = rooms;
    this.members = members;
    this.citations = citations;
    this.rules = rules;
    this.metrics = metrics;
  }

  /**
   * Handles those of some events that were not handled before, in their order: who is in which room
   * first, so that rules find the room as it is at that point of its log.
   *
   * @throws dev.tidings.platform.inbox.PoisonEventException if an event's data is not as agreed
   */
  void handle(List<ReceivedEvent> events) {
    List<CloudEvent> effective = effective(events.stream().map(ReceivedEvent::event).toList());
    if (effective.isEmpty()) {
      return;
    }
    Set<String> fresh =
        inbox.firstOf(ChatEventConsumer.CONSUMER, effective.stream().map(CloudEvent::id).toList());
    effective.stream().filter(event -> fresh.remove(event.id())).forEach(this::handle);
  }

  /**
   * If rooms change, everything is: what comes after that is for the rules to judge when they have.
   */
  private List<CloudEvent> effective(List<CloudEvent> events) {
    if (!events.stream().allMatch(event -> ChatEvent.read(event) instanceof ChatEvent.Other)) {
      return events;
    }
    events.stream()
        .filter(event -> !rules.concern(ChatEventConsumer.TOPIC, event))
        .forEach(event -> skipped(event.type()));
    return rules.effective(ChatEventConsumer.TOPIC, events);
  }

  private void handle(CloudEvent event) {
    boolean known = project(event);
    boolean ruled = rules.apply(ChatEventConsumer.TOPIC, event);
    if (!known && !ruled) {
      skipped(event.type());
    }
  }

  private boolean project(CloudEvent event) {
    String workspace = event.workspace();
    return switch (ChatEvent.read(event)) {
      case ChatEvent.RoomCreated(Room room, List<String> people) -> {
        rooms.told(workspace, room);
        members.joined(workspace, room.id(), people);
        yield true;
      }
      case ChatEvent.RoomUpdated(Room room) -> {
        rooms.told(workspace, room);
        yield true;
      }
      case ChatEvent.MembersJoined(String roomId, List<String> users) -> {
        members.joined(workspace, roomId, users);
        yield true;
      }
      case ChatEvent.MemberLeft(String roomId, String user) -> {
        members.left(workspace, roomId, user);
        yield true;
      }
      case ChatEvent.RoomDeleted(String roomId) -> {
        members.gone(workspace, roomId);
        rooms.gone(workspace, roomId);
        citations.forget(workspace, roomId, Long.MAX_VALUE);
        yield true;
      }
      case ChatEvent.MessageUpdated(String messageId, String text) -> {
        citations.replace(workspace, messageId, Excerpt.of(text, CITED));
        yield true;
      }
      case ChatEvent.MessageDeleted(String messageId) -> {
        citations.replace(workspace, messageId, "");
        yield true;
      }
      case ChatEvent.MessagesPurged(String roomId, long through) -> {
        citations.forget(workspace, roomId, through);
        yield true;
      }
      case ChatEvent.Other _ -> false;
    };
  }

  private void skipped(String type) {
    LOG.debugf("Skipped an event of type %s", type);
    metrics.counter("tidings.upstream.skipped", "producer", "chat-service").increment();
  }
}
