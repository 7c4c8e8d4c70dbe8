package dev.tidings.notification.rule;

import dev.tidings.notification.activity.NewActivity;
import dev.tidings.notification.email.MailText;
import dev.tidings.notification.feed.NewBroadcast;
import dev.tidings.notification.feed.NewNotification;
import dev.tidings.notification.rule.DryRunView.EntryView;
import dev.tidings.notification.rule.DryRunView.LeftOutView;
import dev.tidings.notification.rule.DryRunView.NoticeView;
import dev.tidings.notification.rule.DryRunView.RuleRunView;
import dev.tidings.platform.event.Channel;
import dev.tidings.platform.event.CloudEvent;
import dev.tidings.platform.event.EventIds;
import dev.tidings.platform.event.InvalidChannelException;
import dev.tidings.platform.event.Json;
import dev.tidings.platform.problem.Problem.FieldError;
import dev.tidings.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Tries rules with an event, and changes nothing. */
@ApplicationScoped
class DryRun {

  private static final String INGRESS = "events.ingress.v1";

  private final Rules rules;
  private final RuleEvaluator evaluator;
  private final RuleNotifier notifier;
  private final EventIds ids;
  private final Clock clock;

  DryRun(Rules rules, RuleEvaluator evaluator, RuleNotifier notifier, EventIds ids, Clock clock) {
    this.rules = rules;
    this.evaluator = evaluator;
    this.notifier = notifier;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What the rules would make of the event.
   *
   * @throws ProblemException {@code validation-failed} with everything that is wrong with the
   *     request or its rules
   */
  DryRunView run(String workspace, DryRunRequest request) {
    CloudEvent event = event(workspace, request);
    Rulebook book = book(request);
    String topic = Objects.requireNonNullElse(request.topic(), INGRESS);
    Facts facts = notifier.facts(event);
    return new DryRunView(
        book.all().stream()
            .filter(rule -> rule.topics().contains(topic))
            .map(rule -> run(rule, event, facts))
            .toList());
  }

  private RuleRunView run(Rule rule, CloudEvent event, Facts facts) {
    if (!rule.isOf(event.type())) {
      return unmet(rule, "It is for events of " + rule.types().stream().sorted().toList());
    }
    try {
      return switch (evaluator.evaluate(rule, facts)) {
        case Finding.Unmet(Condition condition) ->
            unmet(rule, "It is for events in which " + condition.asked());
        case Finding.Met met -> met(rule, met);
      };
    } catch (BadFactsException e) {
      return unmet(rule, "The event would become a dead letter: " + e.getMessage());
    }
  }

  private static RuleRunView unmet(Rule rule, String why) {
    return new RuleRunView(rule.name(), false, why, List.of(), List.of(), null);
  }

  private static RuleRunView met(Rule rule, Finding.Met met) {
    return new RuleRunView(
        rule.name(),
        true,
        met.to().flatMap(Addressees::nobody).orElse(null),
        Stream.concat(
                met.sendings().stream().map(DryRun::notice),
                met.broadcasts().stream().map(DryRun::broadcast))
            .toList(),
        met.to().map(Addressees::leftOut).orElse(Map.of()).entrySet().stream()
            .map(left -> new LeftOutView(left.getKey(), left.getValue()))
            .sorted(Comparator.comparing(LeftOutView::userId))
            .toList(),
        met.activity().map(DryRun::entry).orElse(null));
  }

  private static NoticeView notice(Finding.Sending sending) {
    NewNotification each = sending.notifications().getFirst();
    MailText mail = sending.mail().orElse(new MailText(null, null));
    return new NoticeView(
        sending.notifications().stream().map(one -> one.recipient().userId()).toList(),
        each.type(),
        each.priority(),
        each.title(),
        each.body(),
        each.image(),
        each.link(),
        each.actions(),
        each.data(),
        each.sourceKey(),
        each.handling().collapseKey(),
        each.handling().expiresAt(),
        Objects.requireNonNullElse(mail.subject(), each.title()),
        Objects.requireNonNullElse(mail.body(), each.body()));
  }

  private static NoticeView broadcast(NewBroadcast broadcast) {
    return new NoticeView(
        List.of(broadcast.audience().value()),
        broadcast.type(),
        broadcast.priority(),
        broadcast.title(),
        broadcast.body(),
        broadcast.image(),
        broadcast.link(),
        broadcast.actions(),
        broadcast.data(),
        broadcast.sourceKey(),
        null,
        broadcast.expiresAt(),
        null,
        null);
  }

  private static EntryView entry(NewActivity activity) {
    return new EntryView(
        activity.circle().channels().stream().map(Channel::value).sorted().toList(),
        activity.type(),
        activity.actorId(),
        activity.title(),
        activity.body(),
        activity.link());
  }

  private Rulebook book(DryRunRequest request) {
    if (request.rules() == null) {
      return rules.current();
    }
    try {
      return RuleReader.read(List.of(new RuleFile("rules", request.rules())), rules.topics());
    } catch (BadRulesException e) {
      throw ProblemException.invalid(
          e.faults().stream().map(fault -> new FieldError("/rules", fault.toString())).toList());
    }
  }

  private CloudEvent event(String workspace, DryRunRequest request) {
    if (request == null || request.type() == null || request.type().isBlank()) {
      throw ProblemException.invalid("/type", "must be given");
    }
    if (request.data() == null || !request.data().isObject()) {
      throw ProblemException.invalid("/data", "must be an object");
    }
    return new CloudEvent(
        ids.next(),
        "/dry-run",
        request.type(),
        clock.instant(),
        request.subject(),
        workspace,
        channel(request.channel()),
        Map.of(),
        Json.bytes(request.data()));
  }

  private static Channel channel(String text) {
    try {
      return text == null ? Channel.WORKSPACE : Channel.parse(text);
    } catch (InvalidChannelException e) {
      throw ProblemException.invalid("/channel", e.getMessage());
    }
  }
}
