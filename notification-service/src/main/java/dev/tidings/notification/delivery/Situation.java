package dev.tidings.notification.delivery;

import dev.tidings.notification.decision.Circumstances;
import dev.tidings.notification.feed.Handling;
import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.feed.StoredNotification;
import dev.tidings.notification.preference.Choice;
import dev.tidings.notification.preference.DeliveryChannel;
import dev.tidings.notification.preference.DigestFrequency;
import dev.tidings.notification.preference.Preferences;
import dev.tidings.notification.presence.PresentPeople;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Gathers what a verdict hangs on. */
@ApplicationScoped
class Situation {

  private final Deliveries deliveries;
  private final Senders senders;
  private final PresentPeople present;
  private final DeliveryConfig config;

  Situation(Deliveries deliveries, Senders senders, PresentPeople present, DeliveryConfig config) {
    this.deliveries = deliveries;
    this.senders = senders;
    this.present = present;
    this.config = config;
  }

  /**
   * What it is about.
   *
   * @param person for whom
   * @param type the notification's type
   * @param priority how much it matters
   * @param handling how it is to be treated
   * @param readAt when it was read; null while it is not
   */
  record Subject(
      RecipientKey person, String type, Priority priority, Handling handling, Instant readAt) {

    /** A notification that is stored. */
    static Subject of(StoredNotification notification) {
      return new Subject(
          notification.owner(),
          notification.view().type(),
          notification.view().priority(),
          notification.handling(),
          notification.readAt());
    }
  }

  /** The circumstances of a notification on a channel, now. */
  Circumstances of(
      Subject subject, DeliveryChannel channel, Preferences wanted, Stage stage, Instant now) {
    RecipientKey person = subject.person();
    Choice choice = wanted.choice(subject.type(), channel);
    boolean arrives = stage == Stage.ARRIVAL && channel.interrupts();
    boolean timed = stage != Stage.IN_DIGEST && channel.interrupts();
    boolean flooded =
        arrives && isFlood(person, channel, subject.type(), now.minus(config.floodWithin()));
    return new Circumstances(
        channel,
        subject.type(),
        subject.priority(),
        config.mandatoryTypes().orElse(Set.of()).contains(subject.type()),
        now,
        wanted.zone(),
        subject.handling().notBefore(),
        subject.handling().expiresAt(),
        subject.readAt(),
        wanted.muted(now),
        choice,
        senders.reach(channel, person),
        timed && stage != Stage.DUE_AFTER_GRACE && present.isActive(person)
            ? now.plus(config.graceWhileActive())
            : null,
        arrives
            && subject.handling().collapseKey() != null
            && deliveries.waits(person, channel, subject.handling().collapseKey()),
        flooded,
        timed ? digestAt(wanted, choice, flooded, now) : null,
        timed ? wanted.quietUntil(now).orElse(null) : null,
        wanted.urgentPasses());
  }

  private boolean isFlood(
      RecipientKey person, DeliveryChannel channel, String type, Instant since) {
    Integer ofType = config.floodLimits().get(type);
    return ofType != null && deliveries.countSince(person, channel, type, since) >= ofType
        || deliveries.countSince(person, channel, null, since) >= config.floodLimit();
  }

  /** When the digest is due that comes after the one that is due then. */
  Instant digestAfter(Preferences wanted, Circumstances why, Instant due) {
    return digestAt(wanted, why.choice(), why.flooded(), due);
  }

  private Instant digestAt(Preferences wanted, Choice choice, boolean flooded, Instant now) {
    if (choice.digest() != DigestFrequency.OFF) {
      return wanted.nextDigest(choice.digest(), now);
    }
    return flooded ? endOf(now, config.floodWithin()) : null;
  }

  private static Instant endOf(Instant now, Duration window) {
    long length = window.toMillis();
    return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), length) + 1) * length);
  }
}
