package dev.tidings.notification.delivery;

import dev.tidings.notification.decision.Circumstances;
import dev.tidings.notification.decision.Decision;
import dev.tidings.notification.decision.Verdict;
import dev.tidings.notification.feed.FeedQueries;
import dev.tidings.notification.feed.FeedService;
import dev.tidings.notification.feed.NotificationView;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.feed.StoredNotification;
import dev.tidings.notification.preference.PreferenceBook;
import dev.tidings.notification.preference.Preferences;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** The steps of a delivery, each a transaction of its own: between them a worker may die. */
@ApplicationScoped
class DeliveryStep {

  private static final Logger LOG = Logger.getLogger(DeliveryStep.class);

  private final Deliveries deliveries;
  private final Dispatcher dispatcher;
  private final PreferenceBook book;
  private final Situation situation;
  private final VerdictLog verdicts;
  private final FeedService feed;
  private final FeedQueries queries;
  private final DeliveryConfig config;
  private final BackOff backOff;
  private final Clock clock;

  DeliveryStep(
      Deliveries deliveries,
      Dispatcher dispatcher,
      PreferenceBook book,
      Situation situation,
      VerdictLog verdicts,
      FeedService feed,
      FeedQueries queries,
      DeliveryConfig config,
      Clock clock) {
    this.deliveries = deliveries;
    this.dispatcher = dispatcher;
    this.book = book;
    this.situation = situation;
    this.verdicts = verdicts;
    this.feed = feed;
    this.queries = queries;
    this.config = config;
    this.backOff = new BackOff(config.backOff(), config.maxBackOff(), RandomGenerator.getDefault());
    this.clock = clock;
  }

  /** Claims what is due. */
  @Transactional
  public List<Claim> claim() {
    Instant now = clock.instant();
    return deliveries.claim(now, now.plus(config.lease()), config.batch());
  }

  /**
   * Decides anew about what was claimed, and settles it unless it is to be sent.
   *
   * @return what to send
   */
  @Transactional
  public Optional<Parcel> prepare(Claim claim) {
    if (!claim.channel().interrupts()) {
      // In the order in which people who change their list lock: the list, then what waits for it.
      feed.hold(claim.person());
    }
    // What waited behind others of its batch has the whole lease for itself.
    if (!deliveries.renew(claim, clock.instant().plus(config.lease()))) {
      return Optional.empty();
    }
    Preferences wanted = book.of(claim.person());
    return claim.isDigest() ? digest(claim, wanted) : single(claim, wanted);
  }

  private Optional<Parcel> single(Claim claim, Preferences wanted) {
    Optional<StoredNotification> found = queries.find(claim.person(), claim.notificationId());
    if (found.isEmpty()) {
      deliveries.finish(claim, DeliveryState.DROPPED, null, clock.instant());
      return Optional.empty();
    }
    StoredNotification notification = found.get();
    Stage stage = claim.waited() ? Stage.DUE_AFTER_GRACE : Stage.DUE;
    Circumstances why = circumstances(notification, claim, wanted, stage);
    Verdict verdict = Decision.of(why);
    verdicts.add(claim.notificationId(), verdict, why);
    return switch (verdict) {
      case Verdict.Passes _ -> pass(claim, notification, wanted);
      case Verdict.Digested _, Verdict.Flooded _ -> {
        dispatcher.intoDigest(claim.person(), claim.notificationId(), wanted, why);
        deliveries.finish(claim, DeliveryState.MERGED, null, why.now());
        yield Optional.empty();
      }
      case Verdict.Waits waits -> {
        boolean waited = claim.waited() || verdict instanceof Verdict.Active;
        deliveries.postpone(claim, waits.until(), waited);
        yield Optional.empty();
      }
      case Verdict.Drops _ -> {
        deliveries.finish(claim, DeliveryState.DROPPED, null, why.now());
        yield Optional.empty();
      }
    };
  }

  private Optional<Parcel> pass(Claim claim, StoredNotification notification, Preferences wanted) {
    if (claim.channel().interrupts()) {
      NotificationView newest = newest(claim.person(), notification);
      return Optional.of(parcel(claim, wanted, List.of(newest), notification));
    }
    feed.list(claim.person(), claim.notificationId());
    deliveries.finish(claim, DeliveryState.SENT, null, clock.instant());
    return Optional.empty();
  }

  /** What is said last about the same thing, if another one has taken its place. */
  private NotificationView newest(RecipientKey person, StoredNotification notification) {
    return Optional.ofNullable(notification.replacedBy())
        .flatMap(id -> queries.find(person, id))
        .orElse(notification)
        .view();
  }

  private Optional<Parcel> digest(Claim claim, Preferences wanted) {
    Instant now = clock.instant();
    Optional<Instant> quiet = wanted.quietUntil(now);
    if (quiet.isPresent()) {
      deliveries.postpone(claim, quiet.get(), true);
      return Optional.empty();
    }
    // Of a collapse key, only what was said last.
    var chosen = new LinkedHashMap<String, NotificationView>();
    for (UUID id : deliveries.items(claim)) {
      queries
          .find(claim.person(), id)
          .filter(notification -> stillWanted(id, notification, claim, wanted))
          .map(notification -> newest(claim.person(), notification))
          .ifPresent(newest -> chosen.put(newest.id(), newest));
    }
    if (chosen.isEmpty()) {
      deliveries.finish(claim, DeliveryState.DROPPED, null, now);
      return Optional.empty();
    }
    return Optional.of(parcel(claim, wanted, List.copyOf(chosen.values()), null));
  }

  private boolean stillWanted(
      UUID id, StoredNotification notification, Claim claim, Preferences wanted) {
    Circumstances why = circumstances(notification, claim, wanted, Stage.IN_DIGEST);
    Verdict verdict = Decision.of(why);
    verdicts.add(id, verdict, why);
    if (verdict instanceof Verdict.Passes) {
      return true;
    }
    deliveries.removeItem(claim, id);
    return false;
  }

  private Circumstances circumstances(
      StoredNotification notification, Claim claim, Preferences wanted, Stage stage) {
    return situation.of(
        Situation.Subject.of(notification), claim.channel(), wanted, stage, clock.instant());
  }

  private static Parcel parcel(
      Claim claim,
      Preferences wanted,
      List<NotificationView> notifications,
      StoredNotification single) {
    return new Parcel(
        claim.id().toString(),
        claim.person(),
        wanted.zone(),
        notifications,
        claim.isDigest(),
        single == null ? null : single.handling().collapseKey(),
        single == null ? null : single.handling().expiresAt());
  }

  /** Leaves a claim to others, as if it had never been made. */
  @Transactional
  public void giveBack(Claim claim) {
    deliveries.postpone(claim, clock.instant(), claim.waited());
  }

  /** Notes what became of an attempt, unless another worker has it by now. */
  @Transactional
  public void settle(Claim claim, Outcome outcome) {
    Instant now = clock.instant();
    switch (outcome) {
      case Outcome.Sent _ -> deliveries.finish(claim, DeliveryState.SENT, null, now);
      case Outcome.Refused(String reason) -> fail(claim, reason, now);
      case Outcome.Unavailable(String reason, _) when claim.attempts() >= config.attempts() ->
          fail(claim, reason, now);
      case Outcome.Unavailable(String reason, var after) ->
          deliveries.retry(claim, now.plus(backOff.after(claim.attempts(), after)), reason);
    }
  }

  private void fail(Claim claim, String reason, Instant now) {
    if (deliveries.finish(claim, DeliveryState.FAILED, reason, now)) {
      LOG.warnf("Delivery %s by %s failed: %s", claim.id(), claim.channel().value(), reason);
    }
  }
}
