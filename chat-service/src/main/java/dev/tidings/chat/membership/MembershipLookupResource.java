package dev.tidings.chat.membership;

import dev.tidings.platform.problem.CommonProblem;
import dev.tidings.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The rooms of many users in one call, for a gateway to which thousands connect at once. Not
 * reachable through the gateway's edge.
 */
@Path("/internal/memberships")
@PermitAll
@RunOnVirtualThread
@Tag(name = "Members")
public class MembershipLookupResource {

  private static final int MAX_TOKENS = 500;

  private final MembershipLookup lookup;

  MembershipLookupResource(MembershipLookup lookup) {
    this.lookup = lookup;
  }

  @POST
  @Operation(summary = "All rooms of each token's user; a token that is not valid has none")
  public LookupView lookUp(LookupRequest request) {
    if (request == null
        || request.tokens() == null
        || request.tokens().isEmpty()
        || request.tokens().size() > MAX_TOKENS
        || request.tokens().stream().anyMatch(Objects::isNull)) {
      throw new ProblemException(
          CommonProblem.VALIDATION_FAILED, "'tokens' are 1 to " + MAX_TOKENS + " texts.");
    }
    return lookup.of(request.tokens());
  }
}
