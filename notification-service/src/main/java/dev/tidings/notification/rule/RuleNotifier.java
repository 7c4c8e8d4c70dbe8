package dev.tidings.notification.rule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidings.notification.activity.Activities;
import dev.tidings.notification.email.MailTexts;
import dev.tidings.notification.feed.BroadcastService;
import dev.tidings.notification.feed.FeedService;
import dev.tidings.notification.room.Room;
import dev.tidings.notification.room.RoomKey;
import dev.tidings.notification.room.Rooms;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.inbox.PoisonEventException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes of events what the rules say, in the present transaction. */
@ApplicationScoped
public class RuleNotifier {

  private static final String ROOM = "room";

  private final Rules rules;
  private final RuleEvaluator evaluator;
  private final FeedService feed;
  private final BroadcastService broadcasts;
  private final MailTexts mails;
  private final Activities activities;
  private final Rooms rooms;
  private final MeterRegistry metrics;

  RuleNotifier(
      Rules rules,
      RuleEvaluator evaluator,
      FeedService feed,
      BroadcastService broadcasts,
      MailTexts mails,
      Activities activities,
      Rooms rooms,
      MeterRegistry metrics) {
    this.rules = rules;
    this.evaluator = evaluator;
    this.feed = feed;
    this.broadcasts = broadcasts;
    this.mails = mails;
    this.activities = activities;
    this.rooms = rooms;
    this.metrics = metrics;
  }

  /** Whether a rule is for events of the type in the topic; the event is not read. */
  public boolean concern(String topic, CloudEvent event) {
    return !rules.current().of(topic, event.type()).isEmpty();
  }

  /**
   * Those of some events that rules make something of, or would for somebody who is left out just
   * now; no room changes between them. Most of what is written in rooms is not among them.
   *
   * @throws PoisonEventException if an event does not say what a rule needs
   */
  public List<CloudEvent> effective(String topic, List<CloudEvent> events) {
    List<CloudEvent> concerned = events.stream().filter(event -> concern(topic, event)).toList();
    Map<RoomKey, Room> known =
        rooms.find(concerned.stream().flatMap(event -> roomOf(event).stream()).toList());
    return concerned.stream()
        .filter(
            event -> {
              var facts = new Facts(event, data(event), () -> roomOf(event).map(known::get));
              return rules.current().of(topic, event.type()).stream()
                  .anyMatch(
                      rule ->
                          evaluate(rule, facts) instanceof Finding.Met met
                              && met.concernsAnybody());
            })
        .toList();
  }

  /**
   * Has all rules that are for the event have their effect.
   *
   * @return whether there is such a rule
   * @throws PoisonEventException if the event does not say what one of them needs
   */
  public boolean apply(String topic, CloudEvent event) {
    List<Rule> concerned = rules.current().of(topic, event.type());
    if (concerned.isEmpty()) {
      return false;
    }
    Facts facts = facts(event);
    for (Rule rule : concerned) {
      if (evaluate(rule, facts) instanceof Finding.Met met) {
        carryOut(met);
        metrics.counter("tidings.rules.matched", "rule", rule.name()).increment();
      }
    }
    return true;
  }

  private Finding evaluate(Rule rule, Facts facts) {
    try {
      return evaluator.evaluate(rule, facts);
    } catch (BadFactsException e) {
      throw new PoisonEventException(
          "Rule %s can't use this %s: %s"
              .formatted(rule.name(), facts.event().type(), e.getMessage()),
          e);
    }
  }

  /** What rules may know of an event. */
  Facts facts(CloudEvent event) {
    return new Facts(event, data(event), () -> room(event));
  }

  private void carryOut(Finding.Met met) {
    for (Finding.Sending sending : met.sendings()) {
      var made = feed.add(sending.notifications()).values();
      if (sending.mail().isPresent() && !made.isEmpty()) {
        mails.put(made, sending.mail().get());
      }
    }
    met.broadcasts().forEach(broadcasts::add);
    met.activity().ifPresent(activities::add);
  }

  private Optional<Room> room(CloudEvent event) {
    return roomOf(event).flatMap(key -> rooms.find(key.workspace(), key.roomId()));
  }

  private static Optional<RoomKey> roomOf(CloudEvent event) {
    return event.channel().namespace().equals(ROOM)
        ? Optional.of(new RoomKey(event.workspace(), event.channel().id()))
        : Optional.empty();
  }

  private static JsonNode data(CloudEvent event) {
    try {
      JsonNode data = PlainData.read(event.data());
      if (data.isObject()) {
        return data;
      }
    } catch (IOException e) {
      throw new PoisonEventException("The data of a " + event.type() + " is no JSON", e);
    }
    throw new PoisonEventException("The data of a " + event.type() + " is no object", null);
  }
}
