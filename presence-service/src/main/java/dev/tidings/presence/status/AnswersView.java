package dev.tidings.presence.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers to several people's questions, in their order. A view that several of them see is
 * there once.
 *
 * @param people what is seen
 * @param answers what each sees of it
 */
@RegisterForReflection
public record AnswersView(List<PresenceView> people, List<Answer> answers) {

  public AnswersView {
    people = List.copyOf(people);
    answers = List.copyOf(answers);
  }

  /**
   * One answer: people, or else a problem.
   *
   * @param people the places of those who were asked for, in their order
   * @param problem why there are none
   */
  @RegisterForReflection
  public record Answer(List<Integer> people, Problem problem) {}

  /**
   * Why a question is not answered.
   *
   * @param retryAfterMs when it may be asked again; null if that would change nothing
   */
  @RegisterForReflection
  public record Problem(String code, String title, String detail, Long retryAfterMs) {}

  /** Puts answers together. Not safe for use by several threads. */
  static final class Builder {

    private final List<PresenceView> people = new ArrayList<>();
    private final Map<PresenceView, Integer> places = new IdentityHashMap<>();
    private final List<Answer> answers = new ArrayList<>();

    void add(List<PresenceView> seen) {
      answers.add(new Answer(seen.stream().map(this::place).toList(), null));
    }

    void add(Problem problem) {
      answers.add(new Answer(null, problem));
    }

    private int place(PresenceView view) {
      return places.computeIfAbsent(
          view,
          fresh -> {
            people.add(fresh);
            return people.size() - 1;
          });
    }

    AnswersView build() {
      return new AnswersView(people, answers);
    }
  }
}
