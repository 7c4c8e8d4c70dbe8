package dev.tidings.notification.delivery;

import dev.tidings.notification.decision.Verdict;
import dev.tidings.notification.delivery.ExplanationView.ChannelView;
import dev.tidings.notification.delivery.ExplanationView.DecisionView;
import dev.tidings.notification.feed.FeedQueries;
import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.notification.preference.DeliveryChannel;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Says why a notification did or did not reach its owner. */
@ApplicationScoped
class Explanations {

  private final FeedQueries feed;
  private final VerdictLog verdicts;
  private final DeliveryQueries deliveries;
  private final BroadcastRounds rounds;
  private final Senders senders;

  Explanations(
      FeedQueries feed,
      VerdictLog verdicts,
      DeliveryQueries deliveries,
      BroadcastRounds rounds,
      Senders senders) {
    this.feed = feed;
    this.verdicts = verdicts;
    this.deliveries = deliveries;
    this.rounds = rounds;
    this.senders = senders;
  }

  /**
   * What happened to one of the person's notifications on each channel.
   *
   * @throws ProblemException {@code not-found}
   */
  ExplanationView of(RecipientKey owner, UUID id) {
    if (feed.broadcast(owner, id).isPresent()) {
      return broadcast(owner, id);
    }
    feed.find(owner, id).orElseThrow(() -> ProblemException.notFound("notification"));
    return new ExplanationView(
        id.toString(), channels(id, Arrays.stream(DeliveryChannel.values())));
  }

  private ExplanationView broadcast(RecipientKey owner, UUID id) {
    Optional<UUID> carrier = feed.carrier(owner, id);
    String alone =
        rounds.isOn(id)
            ? "It was sent to many at once, and comes to one after the other."
            : "It was sent to many at once, and goes to the list in the app alone.";
    List<ChannelView> others =
        carrier.isPresent()
            ? channels(carrier.get(), interrupting())
            : interrupting().map(channel -> said(channel, alone)).toList();
    return new ExplanationView(
        id.toString(),
        Stream.concat(
                Stream.of(
                    said(
                        DeliveryChannel.IN_APP,
                        "It is in your list. It was sent to many at once, and nobody was asked.")),
                others.stream())
            .toList());
  }

  private static ChannelView said(DeliveryChannel channel, String summary) {
    return new ChannelView(channel, summary, List.of(), List.of());
  }

  private static Stream<DeliveryChannel> interrupting() {
    return Arrays.stream(DeliveryChannel.values()).filter(DeliveryChannel::interrupts);
  }

  private List<ChannelView> channels(UUID id, Stream<DeliveryChannel> which) {
    List<VerdictLog.Entry> decided = verdicts.of(id);
    List<DeliveryView> onTheirWay = deliveries.ofNotification(id);
    return which
        .map(
            channel ->
                channel(
                    channel,
                    decided.stream().filter(e -> e.why().channel() == channel).toList(),
                    onTheirWay.stream().filter(d -> d.channel() == channel).toList()))
        .toList();
  }

  private ChannelView channel(
      DeliveryChannel channel, List<VerdictLog.Entry> decided, List<DeliveryView> onTheirWay) {
    return new ChannelView(
        channel,
        summary(channel, decided, onTheirWay),
        decided.stream().map(Explanations::decision).toList(),
        onTheirWay);
  }

  private String summary(
      DeliveryChannel channel, List<VerdictLog.Entry> decided, List<DeliveryView> onTheirWay) {
    if (decided.isEmpty()) {
      return channel.interrupts() && senders.of(channel).isEmpty()
          ? "This channel is not set up here."
          : "Nothing was decided here: the channel was set up later, or this was kept for too long.";
    }
    VerdictLog.Entry last = decided.getLast();
    String why = last.verdict().inWords(last.why());
    if (onTheirWay.isEmpty()) {
      boolean listed = !channel.interrupts() && last.verdict() instanceof Verdict.Passes;
      return (listed ? "It is in your list. " : "It did not go out. ") + why;
    }
    DeliveryView delivery = onTheirWay.getLast();
    return switch (delivery.state()) {
      case QUEUED ->
          delivery.attempts() == 0
              ? "It waits. " + why
              : "It could not be sent yet and is tried again. " + why;
      case SENDING -> "It is being sent. " + why;
      case SENT -> "It was handed over. " + why;
      case MERGED -> "It went into a digest. " + why;
      case DROPPED -> "It did not go out. " + why;
      case FAILED -> "It could not be delivered, although it should have been. " + why;
    };
  }

  private static DecisionView decision(VerdictLog.Entry entry) {
    return new DecisionView(
        entry.why().now(),
        entry.verdict().reason(),
        entry.verdict() instanceof Verdict.Waits waits ? waits.until() : null,
        entry.verdict().inWords(entry.why()),
        Json.mapper().valueToTree(entry.why()));
  }
}
