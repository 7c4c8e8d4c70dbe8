package dev.tidings.notification.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.delivery.Outcome;
import dev.tidings.notification.delivery.Parcel;
import dev.tidings.notification.delivery.Sender;
import dev.tidings.notification.feed.NotificationView;
import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;
import dev.tidings.notification.webpush.PushService.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * Sends to all browsers of a person. It has arrived when one push service has taken it: the others
 * are not tried again, because that would show it twice where it was taken.
 */
@ApplicationScoped
class PushSender implements Sender {

  /** How long a topic may be (RFC 8030, section 5.4). */
  private static final int TOPIC_LENGTH = 32;

  private final PushService service;
  private final Subscriptions subscriptions;
  private final WebPushConfig config;
  private final Clock clock;

  PushSender(PushService service, Subscriptions subscriptions, WebPushConfig config, Clock clock) {
    this.service = service;
    this.subscriptions = subscriptions;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public DeliveryChannel channel() {
    return DeliveryChannel.PUSH;
  }

  @Override
  public boolean isReady() {
    return service.publicKey().isPresent();
  }

  @Override
  public boolean reaches(RecipientKey person) {
    return !subscriptions.of(person).isEmpty();
  }

  @Override
  public Outcome send(Parcel parcel) {
    var push =
        new PushService.Push(
            PushMessage.of(parcel).bytes(Encryption.MAX_PLAINTEXT),
            priority(parcel),
            parcel.collapseKey() == null ? null : topic(parcel.collapseKey()),
            keep(parcel));
    List<Answer> answers = new ArrayList<>();
    for (Subscription browser : subscriptions.of(parcel.person())) {
      Answer answer = service.send(browser, push);
      if (answer instanceof Answer.Gone) {
        subscriptions.remove(parcel.person(), browser.endpoint().toString());
      }
      answers.add(answer);
    }
    return outcome(answers);
  }

  private static Outcome outcome(List<Answer> answers) {
    if (answers.stream().anyMatch(Answer.Taken.class::isInstance)) {
      return new Outcome.Sent();
    }
    for (Answer answer : answers) {
      if (answer instanceof Answer.Busy(String reason, Duration after)) {
        return new Outcome.Unavailable(reason, after);
      }
    }
    for (Answer answer : answers) {
      if (answer instanceof Answer.Rejected(String reason)) {
        return new Outcome.Refused(reason);
      }
    }
    return new Outcome.Refused("No browser takes messages any more");
  }

  private static Priority priority(Parcel parcel) {
    return parcel.notifications().stream()
        .map(NotificationView::priority)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Duration keep(Parcel parcel) {
    if (parcel.expiresAt() == null) {
      return config.keep();
    }
    Duration left = Duration.between(clock.instant(), parcel.expiresAt());
    return left.compareTo(config.keep()) < 0 ? left : config.keep();
  }

  /** Push services see topics: a hash tells them nothing. */
  private static String topic(String collapseKey) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(collapseKey.getBytes(UTF_8));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(hash)
          .substring(0, TOPIC_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM has no SHA-256", e);
    }
  }
}
