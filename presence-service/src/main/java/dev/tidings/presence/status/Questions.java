package dev.tidings.presence.status;

import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.TokenClaims;
import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import dev.tidings.presence.limits.RequestLimits;
import dev.tidings.presence.person.PersonKey;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Answers many people's questions together: tokens are verified and limits counted one by one, the
 * people are read all at once.
 */
@ApplicationScoped
class Questions {

  private final JWTParser tokens;
  private final RequestLimits limits;
  private final PresenceQueries presence;

  Questions(JWTParser tokens, RequestLimits limits, PresenceQueries presence) {
    this.tokens = tokens;
    this.limits = limits;
    this.presence = presence;
  }

  private sealed interface Checked {

    record Good(PresenceQueries.Question question) implements Checked {}

    record Refused(AnswersView.Problem problem) implements Checked {}
  }

  AnswersView answer(List<QuestionsRequest.Question> asked) {
    List<Checked> all = asked.stream().map(this::check).toList();
    var good = new ArrayList<PresenceQueries.Question>();
    for (Checked each : all) {
      if (each instanceof Checked.Good(PresenceQueries.Question question)) {
        good.add(question);
      }
    }
    Iterator<List<PresenceView>> seen = presence.lookUp(good).iterator();
    var answers = new AnswersView.Builder();
    for (Checked each : all) {
      switch (each) {
        case Checked.Good _ -> answers.add(seen.next());
        case Checked.Refused(AnswersView.Problem problem) -> answers.add(problem);
      }
    }
    return answers.build();
  }

  private Checked check(QuestionsRequest.Question asked) {
    try {
      CurrentUser user = TokenClaims.currentUser(tokens.parse(asked.token()));
      limits.admit(user);
      return new Checked.Good(
          new PresenceQueries.Question(
              new PersonKey(user.workspace(), user.id()), asked.userIds()));
    } catch (ParseException e) {
      return refused(
          new ProblemException(
              CommonProblem.UNAUTHENTICATED, "The bearer token is missing or not valid."));
    } catch (ProblemException e) {
      return refused(e);
    }
  }

  private static Checked refused(ProblemException problem) {
    return new Checked.Refused(
        new AnswersView.Problem(
            problem.code().code(),
            problem.code().title(),
            problem.getMessage(),
            problem.retryAfter().map(Duration::toMillis).orElse(null)));
  }
}
