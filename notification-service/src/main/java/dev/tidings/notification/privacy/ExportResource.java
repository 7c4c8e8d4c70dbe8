package dev.tidings.notification.privacy;

import dev.tidings.notification.feed.RecipientKey;
import dev.tidings.platform.identity.CurrentUser;
import dev.tidings.platform.identity.Identity;
import dev.tidings.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is stored of somebody. */
@Path("/api/notifications/users/{userId}/export")
@Authenticated
@RunOnVirtualThread
@Tag(name = "Privacy")
public class ExportResource {

  private final Exports exports;
  private final Identity identity;

  ExportResource(Exports exports, Identity identity) {
    this.exports = exports;
    this.identity = identity;
  }

  /** One's own, or with the role ADMIN anybody's of the workspace; 404 for others. */
  @GET
  @Operation(
      summary = "Everything that is stored of somebody, as an archive",
      description =
          "One's own, or with the role ADMIN anybody's of the workspace. profile.json, and"
              + " notifications, broadcasts, deliveries and activities as lines of JSON.")
  @APIResponse(responseCode = "200", description = "A ZIP archive, streamed")
  public Response export(@PathParam("userId") String userId) {
    CurrentUser caller = identity.currentUser();
    if (!userId.equals(caller.id()) && !caller.hasRole("ADMIN")) {
      throw ProblemException.notFound("user");
    }
    var person = new RecipientKey(caller.workspace(), userId);
    StreamingOutput archive = out -> exports.write(person, out);
    return Response.ok(archive, "application/zip")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"notification-export.zip\"")
        .build();
  }
}
