package dev.tidings.notification.delivery;

import dev.tidings.notification.decision.Circumstances;
import dev.tidings.notification.decision.Decision;
import dev.tidings.notification.decision.Verdict;
import dev.tidings.notification.feed.Arrival;
import dev.tidings.notification.feed.ArrivalRouter;
import dev.tidings.notification.feed.FeedQueries;
import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.feed.StoredNotification;
import dev.tidings.notification.preference.DeliveryChannel;
import dev.tidings.notification.preference.PreferenceBook;
import dev.tidings.notification.preference.Preferences;
import dev.tidings.notification.preference.PreferencesChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Decides about notifications that come, and queues what is to go out. */
@ApplicationScoped
class Dispatcher implements ArrivalRouter {

  private final PreferenceBook book;
  private final Situation situation;
  private final Senders senders;
  private final Deliveries deliveries;
  private final VerdictLog verdicts;
  private final FeedQueries feed;
  private final BroadcastRounds rounds;
  private final DeliveryConfig config;
  private final Clock clock;

  Dispatcher(
      PreferenceBook book,
      Situation situation,
      Senders senders,
      Deliveries deliveries,
      VerdictLog verdicts,
      FeedQueries feed,
      BroadcastRounds rounds,
      DeliveryConfig config,
      Clock clock) {
    this.book = book;
    this.situation = situation;
    this.senders = senders;
    this.deliveries = deliveries;
    this.verdicts = verdicts;
    this.feed = feed;
    this.rounds = rounds;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Set<UUID> route(List<Arrival> arrivals) {
    Map<RecipientKey, Preferences> wanted = wanted(arrivals);
    var listed = new HashSet<UUID>();
    var found = new ArrayList<VerdictLog.Found>();
    for (Arrival arrival : arrivals) {
      Preferences own = wanted.get(arrival.made().recipient());
      if (route(arrival, DeliveryChannel.IN_APP, own, found)) {
        listed.add(arrival.id());
      }
      senders.channels().forEach(channel -> route(arrival, channel, own, found));
    }
    verdicts.addAll(found);
    return listed;
  }

  /** Decides for the channels that interrupt alone: the list has it already. */
  void interrupt(List<Arrival> arrivals) {
    Map<RecipientKey, Preferences> wanted = wanted(arrivals);
    var found = new ArrayList<VerdictLog.Found>();
    for (Arrival arrival : arrivals) {
      Preferences own = wanted.get(arrival.made().recipient());
      senders.channels().forEach(channel -> route(arrival, channel, own, found));
    }
    verdicts.addAll(found);
  }

  private Map<RecipientKey, Preferences> wanted(List<Arrival> arrivals) {
    return book.of(
        arrivals.stream().map(arrival -> arrival.made().recipient()).distinct().toList());
  }

  @Override
  public void carry(String workspace, UUID broadcast, String type, Priority priority) {
    boolean matters =
        priority.compareTo(config.broadcastsFrom()) >= 0
            || config.mandatoryTypes().orElse(Set.of()).contains(type);
    if (matters && !senders.channels().isEmpty()) {
      rounds.begin(workspace, broadcast);
    }
  }

  /** Whether it goes out at once. */
  private boolean route(
      Arrival arrival, DeliveryChannel channel, Preferences wanted, List<VerdictLog.Found> found) {
    var made = arrival.made();
    RecipientKey person = made.recipient();
    Circumstances why =
        situation.of(
            new Situation.Subject(person, made.type(), made.priority(), made.handling(), null),
            channel,
            wanted,
            Stage.ARRIVAL,
            arrival.at());
    Verdict verdict = Decision.of(why);
    found.add(new VerdictLog.Found(arrival.id(), verdict, why));
    switch (verdict) {
      case Verdict.Passes _ -> {
        if (channel.interrupts()) {
          queue(arrival, channel, arrival.at(), false);
        }
        return true;
      }
      case Verdict.Digested _, Verdict.Flooded _ -> intoDigest(person, arrival.id(), wanted, why);
      case Verdict.Active(Instant until) -> queue(arrival, channel, until, true);
      case Verdict.Waits waits -> queue(arrival, channel, waits.until(), false);
      case Verdict.Drops _ -> {}
    }
    return false;
  }

  private void queue(Arrival arrival, DeliveryChannel channel, Instant notBefore, boolean waited) {
    deliveries.queue(
        arrival.made().recipient(),
        channel,
        arrival.id(),
        arrival.made().type(),
        notBefore,
        arrival.made().handling().collapseKey(),
        waited,
        arrival.at());
  }

  /** Puts a notification into the digest that is due next and that nobody is sending yet. */
  void intoDigest(RecipientKey person, UUID notification, Preferences wanted, Circumstances why) {
    Instant due = why.digestAt();
    while (!deliveries.addToDigest(person, why.channel(), notification, due, why.now())) {
      due = situation.digestAfter(wanted, why, due);
    }
  }

  @Override
  public void remind(RecipientKey owner, UUID notification, Instant at) {
    Instant now = clock.instant();
    StoredNotification stored = feed.find(owner, notification).orElseThrow();
    Circumstances why =
        situation.of(
            Situation.Subject.of(stored), DeliveryChannel.IN_APP, book.of(owner), Stage.DUE, now);
    verdicts.add(notification, Decision.of(why), why);
    deliveries.remind(owner, notification, at, now);
  }

  @Override
  public void hold(Collection<UUID> notifications) {
    deliveries.lockOf(notifications);
  }

  @Override
  public void forget(UUID notification) {
    deliveries.forget(notification, clock.instant());
  }

  void reconsider(@Observes PreferencesChanged change) {
    deliveries.reconsider(change.person(), clock.instant());
  }
}
