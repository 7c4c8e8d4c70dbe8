package dev.tidings.notification.delivery;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why the caller did or did not get a notification. */
@Path("/api/notifications/{id}/explain")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@RunOnVirtualThread
@Tag(name = "Notifications")
public class ExplainResource {

  private final Explanations explanations;
  private final Identity identity;

  ExplainResource(Explanations explanations, Identity identity) {
    this.explanations = explanations;
    this.identity = identity;
  }

  /** What was decided and done per channel, in words. 404 if it is not the caller's. */
  @GET
  @Operation(summary = "Says why a notification did or did not reach the caller, per channel")
  public ExplanationView explain(@PathParam("id") String id) {
    CurrentUser caller = identity.currentUser();
    return explanations.of(new RecipientKey(caller.workspace(), caller.id()), parsed(id));
  }

  private static UUID parsed(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("notification");
    }
  }
}
