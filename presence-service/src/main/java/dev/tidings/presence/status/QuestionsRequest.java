package dev.tidings.presence.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Several people's questions of presence.
 *
 * @param questions 1 to 500
 */
@RegisterForReflection
@Schema(name = "PresenceQuestions")
public record QuestionsRequest(@Schema(required = true) List<Question> questions) {

  private static final int MAX_QUESTIONS = 500;
  private static final int MAX_PEOPLE = 200;

  /**
   * One person's question.
   *
   * @param token the asking user's own: each proves itself, so that whoever asks for them needs no
   *     rights of its own
   * @param userIds whose presence is asked for, 1 to 200
   */
  @RegisterForReflection
  @Schema(name = "PresenceQuestion")
  public record Question(String token, List<String> userIds) {

    @Override
    public String toString() {
      return "Question" + userIds;
    }
  }

  boolean isWellFormed() {
    return questions != null
        && !questions.isEmpty()
        && questions.size() <= MAX_QUESTIONS
        && questions.stream().allMatch(QuestionsRequest::isWellFormed);
  }

  private static boolean isWellFormed(Question question) {
    return question != null
        && question.token() != null
        && question.userIds() != null
        && !question.userIds().isEmpty()
        && question.userIds().size() <= MAX_PEOPLE
        && question.userIds().stream().noneMatch(Objects::isNull);
  }
}
