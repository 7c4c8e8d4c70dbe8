package dev.tidings.notification.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.feed.Priority;
import dev.tidings.notification.preference.Choice;
import dev.tidings.notification.preference.DeliveryChannel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R-N4: one question after the other, and the first that has an answer decides. */
class DecisionTest {

  private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(3600);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void shouldSendWhatNothingSpeaksAgainst() {
    assertThat(email().verdict()).isEqualTo(new Verdict.Wanted());
  }

  /** Each question takes the verdict from all that come after it. */
  @Test
  void shouldAskInOrder() {
    Case questions = email().quiet();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Quiet(LATER));
    questions = questions.digest();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Digested(LATER));
    questions = questions.flooded();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Flooded(LATER));
    questions = questions.covered();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Collapsed());
    questions = questions.active();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Active(LATER));
    questions = questions.unreachable();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Unreachable());
    questions = questions.switchedOff();
    assertThat(questions.verdict()).isEqualTo(new Verdict.SwitchedOff());
    questions = questions.muted();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Muted());
    questions = questions.read();
    assertThat(questions.verdict()).isEqualTo(new Verdict.AlreadyRead());
    questions = questions.mandatory();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Unreachable());
    questions = questions.reachable();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Mandatory());
    questions = questions.scheduled();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Scheduled(LATER));
    questions = questions.expired();
    assertThat(questions.verdict()).isEqualTo(new Verdict.Expired());
  }

  @Test
  void shouldLetUrgentOnesWaitForNothingThatTheyMayPass() {
    Case urgent = email().urgent().quiet().digest().flooded().active();

    assertThat(urgent.verdict()).isEqualTo(new Verdict.Urgent());
    assertThat(urgent.nothingPasses().verdict()).isEqualTo(new Verdict.Quiet(LATER));
    assertThat(urgent.muted().verdict()).isEqualTo(new Verdict.Muted());
    assertThat(urgent.switchedOff().verdict()).isEqualTo(new Verdict.SwitchedOff());
    assertThat(email().urgent().verdict()).isEqualTo(new Verdict.Wanted());
  }

  @ParameterizedTest
  @EnumSource(value = DeliveryChannel.class)
  void shouldInterruptNobodyWithTheList(DeliveryChannel channel) {
    Case held = email().on(channel).quiet().digest().covered().active().muted();

    assertThat(held.verdict() instanceof Verdict.Passes).isEqualTo(!channel.interrupts());
    assertThat(email().on(channel).switchedOff().verdict()).isEqualTo(new Verdict.SwitchedOff());
    assertThat(email().on(channel).expired().verdict()).isEqualTo(new Verdict.Expired());
    assertThat(email().on(channel).switchedOff().mandatory().verdict())
        .isEqualTo(new Verdict.Mandatory());
  }

  @Test
  void shouldNotWaitForSomebodyActiveForEver() {
    Circumstances waited = email().active().at(LATER);

    assertThat(Decision.of(waited)).isEqualTo(new Verdict.Wanted());
  }

  @Test
  void shouldSayEveryVerdictInWordsAndByANameOfItsOwn() {
    List<Verdict> all = allVerdicts();
    Circumstances why = email().expired().read().why();
    Set<String> reasons = new HashSet<>();
    for (Verdict verdict : all) {
      assertThat(reasons.add(verdict.reason())).as(verdict.reason()).isTrue();
      Instant until = verdict instanceof Verdict.Waits waits ? waits.until() : null;
      assertThat(Verdict.of(verdict.reason(), until)).isEqualTo(verdict);
      assertThat(verdict.inWords(why)).endsWith(".").doesNotContain("null");
    }
    assertThat(new Verdict.Quiet(LATER).inWords(why))
        .isEqualTo(
            "Your quiet hours last until Thursday 15 January 2026, 14:00 (+01:00); it waits for that.");
  }

  private static List<Verdict> allVerdicts() {
    var all = new ArrayList<Verdict>();
    Stream.of(Verdict.class.getPermittedSubclasses())
        .flatMap(kind -> Stream.of(kind.getPermittedSubclasses()))
        .forEach(
            type -> {
              try {
                var constructor = type.getDeclaredConstructors()[0];
                constructor.setAccessible(true);
                all.add(
                    (Verdict)
                        (constructor.getParameterCount() == 0
                            ? constructor.newInstance()
                            : constructor.newInstance(LATER)));
              } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
              }
            });
    return all;
  }

  private static Case email() {
    return new Case(
        DeliveryChannel.EMAIL,
        Priority.NORMAL,
        Choice.ON,
        true,
        true,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false,
        false);
  }

  /** What speaks for and against. */
  private record Case(
      DeliveryChannel channel,
      Priority priority,
      Choice choice,
      boolean isReachable,
      boolean urgentPasses,
      boolean isMandatory,
      boolean isScheduled,
      boolean isExpired,
      boolean isRead,
      boolean isMuted,
      boolean isActive,
      boolean isCovered,
      boolean isFlooded,
      boolean inDigest,
      boolean isQuiet) {

    Verdict verdict() {
      return Decision.of(why());
    }

    Circumstances why() {
      return at(NOW);
    }

    Circumstances at(Instant now) {
      return new Circumstances(
          channel,
          "chat_mention",
          priority,
          isMandatory,
          now,
          BERLIN,
          isScheduled ? LATER : null,
          isExpired ? NOW : null,
          isRead ? NOW.minusSeconds(60) : null,
          isMuted,
          choice,
          isReachable,
          isActive ? LATER : null,
          isCovered,
          isFlooded,
          inDigest ? LATER : null,
          isQuiet ? LATER : null,
          urgentPasses);
    }

    Case on(DeliveryChannel other) {
      return new Case(
          other,
          priority,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case urgent() {
      return new Case(
          channel,
          Priority.URGENT,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case switchedOff() {
      return new Case(
          channel,
          priority,
          Choice.NONE,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case unreachable() {
      return new Case(
          channel,
          priority,
          choice,
          false,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case reachable() {
      return new Case(
          channel,
          priority,
          choice,
          true,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case nothingPasses() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          false,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case mandatory() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          urgentPasses,
          true,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case scheduled() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          true,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case expired() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          true,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case read() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          true,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case muted() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          true,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case active() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          true,
          isCovered,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case covered() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          true,
          isFlooded,
          inDigest,
          isQuiet);
    }

    Case flooded() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          true,
          inDigest,
          isQuiet);
    }

    Case digest() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          true,
          isQuiet);
    }

    Case quiet() {
      return new Case(
          channel,
          priority,
          choice,
          isReachable,
          urgentPasses,
          isMandatory,
          isScheduled,
          isExpired,
          isRead,
          isMuted,
          isActive,
          isCovered,
          isFlooded,
          inDigest,
          true);
    }
  }
}
