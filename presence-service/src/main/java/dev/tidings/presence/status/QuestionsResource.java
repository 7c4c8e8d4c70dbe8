package dev.tidings.presence.status;

import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What many people ask at once, for a gateway to which thousands connect. Not reachable through the
 * gateway's edge.
 */
@Path("/internal/presence")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "Presence")
public class QuestionsResource {

  private final Questions questions;

  QuestionsResource(Questions questions) {
    this.questions = questions;
  }

  @POST
  @Operation(summary = "Tells each token's user the presence of those whom they ask for")
  public AnswersView ask(QuestionsRequest request) {
    if (request == null || !request.isWellFormed()) {
      throw new ProblemException(
          CommonProblem.VALIDATION_FAILED,
          "'questions' are 1 to 500, each with a token and 1 to 200 user ids.");
    }
    return questions.answer(request.questions());
  }
}
